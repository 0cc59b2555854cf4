import type { Kysely } from 'kysely';
import { assertVersion, readVersion } from '../migrations/assert-version.ts';
import type { Schema } from '../schema.ts';
import type { Engine } from './engine.ts';
import { inTransaction, type TransactionResult } from './in-transaction.ts';

/** How a transaction in the background commits. */
export interface BackgroundOptions {
  /** Whether a failover may lose it. It then does not wait for a standby, which would keep a migration waiting, too. */
  readonly mayBeLost: boolean;
}

/**
 * Runs a transaction that is no command: it changes no rights, and has no audit entry and no row in the change log.
 *
 * @throws {LynkStoreError} `store_newer` or `store_older` when the tables have another version.
 */
export function inBackground<T>(
  engine: Engine,
  { mayBeLost }: BackgroundOptions,
  work: (db: Kysely<Schema>) => Promise<TransactionResult<T>>,
): Promise<T> {
  return inTransaction(engine, async (db) => {
    if (mayBeLost) await engine.commitLocally?.(db);
    // No organization has this id: only migrations have to wait.
    await engine.lockOrganization?.(db, '');
    assertVersion(await readVersion(db));
    return work(db);
  });
}
