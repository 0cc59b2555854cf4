import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Engine } from '../engine.ts';
import { LynkStoreError } from '../errors.ts';
import { inTransaction, type Result } from '../in-transaction.ts';
import type { Schema } from '../schema.ts';
import type { MigrationOptions } from './migration.ts';
import { migrations } from './migrations.ts';

/**
 * Brings the tables up to this code's version, one transaction a step. Processes that do it at the
 * same time take turns: each step reads the version under the lock under which it changes it.
 *
 * @param options What of a new database can be chosen; one that is there keeps what it has.
 * @returns The version that the database has now.
 * @throws {LynkStoreError} `store_newer`.
 */
export async function migrate(engine: Engine, options: MigrationOptions): Promise<number> {
  for (;;) {
    const version = await inTransaction(engine, (db) => takeStep(engine, db, options));
    if (version === migrations.length) return version;
  }
}

async function takeStep(
  engine: Engine,
  db: Kysely<Schema>,
  options: MigrationOptions,
): Promise<Result<number>> {
  await engine.lockTables?.(db);
  if (!(await engine.hasTables(db))) await createVersionTable(db, engine.dialect);
  await db
    .insertInto('schema_version')
    .values({ id: 1, version: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const version = await readVersion(db);
  const step = migrations[version];
  if (step === undefined) return { keep: false, value: version };
  await step(db, engine.dialect, options);
  await db
    .updateTable('schema_version')
    .set({ version: version + 1 })
    .execute();
  return { keep: true, value: version + 1 };
}

async function createVersionTable(db: Kysely<Schema>, { numbered }: Dialect): Promise<void> {
  await db.schema
    .createTable('schema_version')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .modifyEnd(numbered)
    .execute();
}

/**
 * Refuses a database of another version, and changes nothing.
 *
 * @throws {LynkStoreError} `store_older` or `store_newer`.
 */
export async function assertMigrated(engine: Engine): Promise<void> {
  const version = await inTransaction(engine, async (db) => ({
    keep: false,
    value: (await engine.hasTables(db)) ? await readVersion(db) : 0,
  }));
  if (version < migrations.length) throw new LynkStoreError('store_older');
}

async function readVersion(db: Kysely<Schema>): Promise<number> {
  const row = await db.selectFrom('schema_version').select('version').executeTakeFirst();
  const version = row?.version ?? 0;
  if (version > migrations.length) throw new LynkStoreError('store_newer');
  return version;
}
