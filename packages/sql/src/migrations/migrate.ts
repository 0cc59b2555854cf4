import type { Kysely } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Engine } from '../engine/engine.ts';
import { inTransaction, type TransactionResult } from '../engine/in-transaction.ts';
import type { Schema } from '../schema.ts';
import { assertVersion, readVersion } from './assert-version.ts';
import type { MigrationOptions } from './migration.ts';
import { migrations } from './migrations.ts';

/**
 * Applies all pending migrations, one transaction each. Several processes can migrate at once: each migration reads
 * and writes the version under the same lock.
 *
 * @param options The settings of a new database. An existing one keeps its own.
 * @returns The new version of the tables.
 * @throws {LynkStoreError} `store_newer`.
 */
export async function migrate(engine: Engine, options: MigrationOptions): Promise<number> {
  for (;;) {
    const version = await inTransaction(engine, (db) => applyNextMigration(engine, db, options));
    if (version === migrations.length) return version;
  }
}

async function applyNextMigration(
  engine: Engine,
  db: Kysely<Schema>,
  options: MigrationOptions,
): Promise<TransactionResult<number>> {
  await engine.lockTables?.(db);
  if (!(await engine.hasTables(db))) await createVersionTable(db, engine.dialect);
  await db
    .insertInto('schema_version')
    .values({ id: 1, version: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const version = await readVersion(db);
  const migration = migrations[version];
  if (migration === undefined) {
    assertVersion(version);
    return { commit: false, value: version };
  }
  await migration(db, engine.dialect, options);
  await db
    .updateTable('schema_version')
    .set({ version: version + 1 })
    .execute();
  return { commit: true, value: version + 1 };
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
 * Throws unless the database has this version. Changes nothing.
 *
 * @throws {LynkStoreError} `store_older` or `store_newer`.
 */
export async function assertMigrated(engine: Engine): Promise<void> {
  const version = await inTransaction(engine, async (db) => ({
    commit: false,
    value: (await engine.hasTables(db)) ? await readVersion(db) : 0,
  }));
  assertVersion(version);
}
