import type { Kysely } from 'kysely';
import { LynkStoreError } from '../errors.ts';
import type { Schema } from '../schema.ts';
import { migrations } from './migrations.ts';

/**
 * Throws unless the tables have the version of this package. Another process may have migrated them in the meantime,
 * so every lookup, every read of the change log and every command checks it in its own statement or transaction.
 *
 * @throws {LynkStoreError} `store_older` or `store_newer`.
 */
export function assertVersion(version: number): void {
  if (version > migrations.length) throw new LynkStoreError('store_newer');
  if (version < migrations.length) throw new LynkStoreError('store_older');
}

/** Reads the version of the tables; 0 if no migration was applied. */
export async function readVersion(db: Kysely<Schema>): Promise<number> {
  const row = await db.selectFrom('schema_version').select('version').executeTakeFirst();
  return row?.version ?? 0;
}
