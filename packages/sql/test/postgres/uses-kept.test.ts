import { Pool } from 'pg';
import { it } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { startPostgres } from '../start-postgres.ts';
import { expectUsesKept } from '../uses-kept.ts';

const { connection, newSchema, run } = await startPostgres();

it('counts no use twice, and loses none that was written, when processes are killed', async () => {
  const schema = newSchema();
  const store = await openPostgresStore({ driver: Pool, connection, schema });
  const database = JSON.stringify({ connection, schema, migrate: false });
  await expectUsesKept({ store, database, read: (query) => run(query, schema) }, 2);
  await store.close();
}, 60_000);
