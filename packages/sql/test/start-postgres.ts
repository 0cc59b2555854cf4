import { launchPostgres, type Postgres } from '@lynk-auth/test-kit/postgres';
import { afterAll } from 'vitest';

/** Starts a real Postgres server for one test file and removes it after its tests. */
export async function startPostgres(): Promise<Postgres> {
  const postgres = await launchPostgres();
  afterAll(postgres.remove);
  return postgres;
}
