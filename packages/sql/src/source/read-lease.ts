import type { Engine } from '../engine/engine.ts';
import { inTransaction } from '../engine/in-transaction.ts';
import { LynkStoreError } from '../errors.ts';

/** The lease of a new database without the option `leaseMs`, in milliseconds. */
export const DEFAULT_LEASE_MS = 100;

/**
 * Reads the lease of the database's change log. It is a property of the database, because all processes have to
 * agree: a revocation waits for as long as the other processes may rely on an earlier read.
 *
 * @param expected The lease that the database must have; `undefined` for any.
 * @returns The lease, in milliseconds.
 * @throws {LynkStoreError} `store_lease` when the database has another lease.
 */
export async function readLease(engine: Engine, expected: number | undefined): Promise<number> {
  const leaseMs = await inTransaction(engine, async (db) => {
    const row = await db.selectFrom('change_counter').select('lease_ms').executeTakeFirst();
    return { commit: false, value: row?.lease_ms };
  });
  if (leaseMs === undefined) throw new LynkStoreError('store_corrupt');
  if (expected !== undefined && expected !== leaseMs) throw new LynkStoreError('store_lease');
  return leaseMs;
}
