import type { Kysely } from 'kysely';
import type { Engine } from './engine.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import type { Schema } from './schema.ts';

/** What a transaction came to, and whether there is anything to keep. */
export interface Result<T> {
  readonly keep: boolean;
  readonly value: T;
}

/**
 * Runs one transaction. On SQLite it is alone in writing from its first statement to its last; on
 * Postgres `work` begins with a lock.
 *
 * @param work Is run again from the start where the engine says so.
 * @returns What the work came to, after the commit.
 */
export function inTransaction<T>(
  engine: Engine,
  work: (db: Kysely<Schema>) => Promise<Result<T>>,
): Promise<T> {
  const attempt = (db: Kysely<Schema>) => runOnce(engine, db, work);
  return retryWhileBusy(() => engine.db.connection().execute(attempt), engine.busyTimeoutMs, engine.retries);
}

async function runOnce<T>(
  { control }: Engine,
  db: Kysely<Schema>,
  work: (db: Kysely<Schema>) => Promise<Result<T>>,
): Promise<T> {
  await control(db, 'begin');
  try {
    const { keep, value } = await work(db);
    await control(db, keep ? 'commit' : 'rollback');
    return value;
  } catch (error) {
    // The first error is the one to tell; the database may have rolled back by itself.
    await Promise.resolve()
      .then(() => control(db, 'rollback'))
      .catch(() => undefined);
    throw error;
  }
}
