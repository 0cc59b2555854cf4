import { Client, Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { migratePostgres } from './migrate-postgres.ts';
import { openPostgresStore } from './open-postgres-store.ts';

// No server listens on this port: an attempt to connect would cause another error.
const good = { driver: Pool, connection: { host: '127.0.0.1', port: 1 } };

describe('invalid options are rejected with a message before any connection', () => {
  it.each([
    ['missing options', undefined],
    ['a string', 'postgres://localhost/db'],
    ['a misspelt option', { ...good, shcema: 'x' }],
    ['a missing driver', { connection: good.connection }],
    ['a pool instead of the class', { ...good, driver: new Pool(good.connection) }],
    ['a missing connection', { driver: Pool }],
    ['a pool beside a driver', { ...good, pool: new Pool(good.connection) }],
    ['a pool beside a connection', { connection: good.connection, pool: new Pool(good.connection) }],
    ['the class instead of a pool', { pool: Pool }],
    ['a promise of a pool', { pool: Promise.resolve(new Pool(good.connection)) }],
    ['a client instead of a pool', { pool: new Client(good.connection) }],
    ['an empty connection', { ...good, connection: '' }],
    ['a list of connections', { ...good, connection: ['postgres://a', 'postgres://b'] }],
    ['an empty schema', { ...good, schema: '' }],
    ['a schema with quotes', { ...good, schema: 'a"b' }],
    ['a schema in upper case', { ...good, schema: 'Tokens' }],
    ['a schema of the server', { ...good, schema: 'pg_catalog' }],
    ['a schema name that the server would truncate', { ...good, schema: 'a'.repeat(64) }],
    ['a busyTimeoutMs of 0', { ...good, busyTimeoutMs: 0 }],
    ['a fractional busyTimeoutMs', { ...good, busyTimeoutMs: 1.5 }],
    ['a busyTimeoutMs as a string', { ...good, busyTimeoutMs: '5' }],
    ['a leaseMs of 0', { ...good, leaseMs: 0 }],
    ['a leaseMs of a day', { ...good, leaseMs: 86_400_000 }],
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
  ])('%s: %s is rejected by the store and unknown to the migration', async (name, value) => {
    const options = { ...good, [name]: value } as never;
    for (const call of [openPostgresStore, migratePostgres]) {
      await expect(call(options)).rejects.toMatchObject({ name: 'LynkConfigurationError' });
    }
  });
});
