/// <reference types="node" />
import { storeContract } from '@lynk-auth/conformance';
import { Pool } from 'pg';
import { describe, it } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { expectPersistence } from '../expect-persistence.ts';
import { startPostgres } from '../start-postgres.ts';

const { connection, newSchema } = await startPostgres();

it('README example', () => expectPersistence(() => openPostgresStore({ driver: Pool, connection })));

describe('the store contract, on Postgres', () => {
  for (const { name, run } of storeContract) {
    it(name, () => run(() => openPostgresStore({ driver: Pool, connection, schema: newSchema() })));
  }
});
