import type { Store } from '@lynk-auth/authority';
import type { Postgres } from '@lynk-auth/test-kit/postgres';
import { Pool } from 'pg';
import { onTestFinished } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import type { VerifierGroup } from '../lease/start-verifiers.ts';

/** Opens the database of a group on another server, for one test. */
export async function openOn({ database }: VerifierGroup<unknown>, { connection }: Postgres): Promise<Store> {
  const store = await openPostgresStore({ ...JSON.parse(database), driver: Pool, connection });
  onTestFinished(() => store.close());
  return store;
}
