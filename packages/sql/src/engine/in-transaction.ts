import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Engine } from './engine.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

/** The result of a transaction, and whether to commit it. */
export interface TransactionResult<T> {
  readonly commit: boolean;
  readonly value: T;
}

/**
 * Runs one transaction. On SQLite it is the only writer from its first statement to its last; on Postgres `work`
 * starts by taking a lock.
 *
 * @param work The transaction. It runs again from the start when the engine's `shouldRetry` says so.
 * @returns The `value` of the result, after the commit or rollback.
 */
export function inTransaction<T>(
  engine: Engine,
  work: (db: Kysely<Schema>) => Promise<TransactionResult<T>>,
): Promise<T> {
  const run = (db: Kysely<Schema>) => runOnce(engine, db, work);
  return retryWhileBusy(() => engine.db.connection().execute(run), engine.busyTimeoutMs, engine.shouldRetry);
}

async function runOnce<T>(
  { control }: Engine,
  db: Kysely<Schema>,
  work: (db: Kysely<Schema>) => Promise<TransactionResult<T>>,
): Promise<T> {
  await control(db, 'begin');
  try {
    const { commit, value } = await work(db);
    await control(db, commit ? 'commit' : 'rollback');
    return value;
  } catch (error) {
    // The first error is the one to report: the rollback fails if the database has already rolled back.
    await Promise.resolve()
      .then(() => control(db, 'rollback'))
      .catch(() => undefined);
    throw error;
  }
}
