import type { Postgres } from '@lynk-auth/test-kit/postgres';
import { Pool } from 'pg';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { addAcme } from '../acme.ts';
import { consistencyQueries } from '../consistency-queries.ts';
import { type CrashTest, runCrashTest } from '../run-crash-test.ts';

/** Kills processes that write to a Postgres database, and checks the database after each kill. */
export async function crashOnPostgres(
  { connection, newSchema, run }: Postgres,
  options: Pick<CrashTest, 'kills' | 'seed'>,
): ReturnType<typeof runCrashTest> {
  const schema = newSchema();
  const store = await openPostgresStore({ driver: Pool, connection, schema });
  await addAcme(store);
  const database = JSON.stringify({ connection, schema, migrate: false });
  const acknowledged = await runCrashTest({
    ...options,
    database,
    store,
    queries: consistencyQueries,
    find: (query) => run(query, schema),
  });
  await store.close();
  return acknowledged;
}
