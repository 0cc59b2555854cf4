import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { migrateSqlite } from './migrate-sqlite.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

const good = { driver: Database, path: '/nowhere/at/all.db' };

describe('invalid options are rejected with a message before any file is opened', () => {
  it.each([
    ['missing options', undefined],
    ['a string', 'lynk.db'],
    ['a misspelt option', { ...good, paht: 'x' }],
    ['a missing driver', { path: 'x.db' }],
    ['an object instead of the driver', { ...good, driver: {} }],
    ['a missing path', { driver: Database }],
    ['an empty path', { ...good, path: '' }],
    ['a URL object', { ...good, path: new URL('file:///x.db') }],
    ['a database in memory', { ...good, path: ':memory:' }],
    ['a file URL', { ...good, path: 'file:x.db' }],
    ['a URL of another machine', { ...good, path: 'libsql://db.example.com' }],
    ['a path with NUL', { ...good, path: 'x\0.db' }],
    ['an empty prefix', { ...good, prefix: '' }],
    ['a prefix that needs quotes', { ...good, prefix: 'lynk-' }],
    ['a prefix with a capital', { ...good, prefix: 'Lynk_' }],
    ['a prefix with a quote', { ...good, prefix: 'a"; drop table x; --' }],
    ['a prefix that SQLite reserves', { ...good, prefix: 'sqlite_' }],
    ['a prefix that is too long', { ...good, prefix: 'x'.repeat(33) }],
    ['a prefix that is no string', { ...good, prefix: ['a_'] }],
    ['a busyTimeoutMs of NaN', { ...good, busyTimeoutMs: Number.NaN }],
    ['a negative busyTimeoutMs', { ...good, busyTimeoutMs: -1 }],
    ['a busyTimeoutMs as a string', { ...good, busyTimeoutMs: '5' }],
    ['a leaseMs of 0', { ...good, leaseMs: 0 }],
    ['a leaseMs above the maximum', { ...good, leaseMs: 60_001 }],
    ['a fractional leaseMs', { ...good, leaseMs: 99.5 }],
    ['a leaseMs of NaN', { ...good, leaseMs: Number.NaN }],
    ['a leaseMs as a string', { ...good, leaseMs: '100' }],
  ])('%s', async (_, options) => {
    for (const call of [openSqliteStore, migrateSqlite]) {
      const error = await call(options as never).catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ name: 'LynkConfigurationError' });
      expect((error as Error).message.startsWith(`${call.name}: `)).toBe(true);
    }
  });

  it('migrate is an option of openSqliteStore only', async () => {
    const invalid = openSqliteStore({ ...good, migrate: 'no' as never });
    await expect(invalid).rejects.toMatchObject({ name: 'LynkConfigurationError' });
    const unknown = migrateSqlite({ ...good, migrate: true } as never);
    await expect(unknown).rejects.toMatchObject({ name: 'LynkConfigurationError' });
  });
});
