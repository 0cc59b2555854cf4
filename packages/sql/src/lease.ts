import type { Engine } from './engine.ts';
import { LynkStoreError } from './errors.ts';
import { inTransaction } from './in-transaction.ts';

/** The lease of a database that was made without another wish, in milliseconds. */
export const DEFAULT_LEASE_MS = 100;

/**
 * Reads the lease of a database's change log. It is one for all processes: who revokes waits for as
 * long as the others may go by what they read before.
 *
 * @param wanted What the database's lease must be; `undefined` for any.
 * @returns The lease, in milliseconds.
 * @throws {LynkStoreError} `store_lease` where it is another one.
 */
export async function readLease(engine: Engine, wanted: number | undefined): Promise<number> {
  const leaseMs = await inTransaction(engine, async (db) => {
    const row = await db.selectFrom('change_counter').select('lease_ms').executeTakeFirst();
    return { keep: false, value: row?.lease_ms };
  });
  if (leaseMs === undefined) throw new LynkStoreError('store_corrupt');
  if (wanted !== undefined && wanted !== leaseMs) throw new LynkStoreError('store_lease');
  return leaseMs;
}
