import type { Postgres } from '@lynk-auth/postgres';
import { Pool } from 'pg';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { addAcme } from '../acme.ts';
import { type Crash, crash } from '../crash.ts';
import { consistencyQueries } from '../half-done.ts';

/** Kills processes that use Postgres. */
export async function crashOnPostgres(
  { connection, newSchema, run }: Postgres,
  options: Pick<Crash, 'kills' | 'seed'>,
): ReturnType<typeof crash> {
  const schema = newSchema();
  const store = await openPostgresStore({ driver: Pool, connection, schema });
  await addAcme(store);
  const where = JSON.stringify({ connection, schema, migrate: false });
  const answered = await crash({
    ...options,
    where,
    store,
    queries: consistencyQueries,
    find: (query) => run(query, schema),
  });
  await store.close();
  return answered;
}
