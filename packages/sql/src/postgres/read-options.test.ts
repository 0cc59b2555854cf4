import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { migratePostgres } from './migrate-postgres.ts';
import { openPostgresStore } from './open-postgres-store.ts';

// Nobody listens there: were anything connected to, the error would be another one.
const good = { driver: Pool, connection: { host: '127.0.0.1', port: 1 } };

describe('wrong options are refused with a sentence, before anything is connected', () => {
  it.each([
    ['nothing', undefined],
    ['no object', 'postgres://localhost/db'],
    ['a misspelt name', { ...good, shcema: 'x' }],
    ['no driver', { connection: good.connection }],
    ['a pool in place of the class', { ...good, driver: new Pool(good.connection) }],
    ['no connection', { driver: Pool }],
    ['an empty connection', { ...good, connection: '' }],
    ['a list of connections', { ...good, connection: ['postgres://a', 'postgres://b'] }],
    ['an empty schema', { ...good, schema: '' }],
    ['a schema with quotes', { ...good, schema: 'a"b' }],
    ['a schema in capitals', { ...good, schema: 'Tokens' }],
    ['a schema of the server', { ...good, schema: 'pg_catalog' }],
    ['a name that the server would cut off', { ...good, schema: 'a'.repeat(64) }],
    ['no time for a lock', { ...good, busyTimeoutMs: 0 }],
    ['a time with a fraction', { ...good, busyTimeoutMs: 1.5 }],
    ['a time as text', { ...good, busyTimeoutMs: '5' }],
    ['a lease of nothing', { ...good, leaseMs: 0 }],
    ['a lease of a day', { ...good, leaseMs: 86_400_000 }],
  ])('%s', async (_, options) => {
    for (const call of [openPostgresStore, migratePostgres]) {
      const error = await call(options as never).catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ name: 'LynkConfigurationError' });
      expect((error as Error).message.startsWith(`${call.name}: `)).toBe(true);
    }
  });

  it.each([
    ['migrate', 'no'],
    ['timeoutMs', 0],
    ['timeoutMs', Number.POSITIVE_INFINITY],
    ['readConnections', 0],
    ['commandConnections', 1.5],
  ])('%s: %s is refused by the store, and unknown to the migration', async (name, value) => {
    const options = { ...good, [name]: value } as never;
    for (const call of [openPostgresStore, migratePostgres]) {
      await expect(call(options)).rejects.toMatchObject({ name: 'LynkConfigurationError' });
    }
  });
});
