import { launchPostgres, type Postgres } from '@lynk-auth/postgres';
import { afterAll } from 'vitest';

/** A real Postgres server for one test file; it goes when the tests of that file are done. */
export async function startPostgres(): Promise<Postgres> {
  const postgres = await launchPostgres();
  afterAll(postgres.remove);
  return postgres;
}
