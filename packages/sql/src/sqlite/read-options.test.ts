import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { migrateSqlite } from './migrate-sqlite.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

const good = { driver: Database, path: '/nowhere/at/all.db' };

describe('wrong options are refused with a sentence, before anything is opened', () => {
  it.each([
    ['nothing', undefined],
    ['no object', 'lynk.db'],
    ['a misspelt name', { ...good, paht: 'x' }],
    ['no driver', { path: 'x.db' }],
    ['an open database in place of the driver', { ...good, driver: {} }],
    ['no path', { driver: Database }],
    ['an empty path', { ...good, path: '' }],
    ['a URL object', { ...good, path: new URL('file:///x.db') }],
    ['memory', { ...good, path: ':memory:' }],
    ['a file URL', { ...good, path: 'file:x.db' }],
    ['another machine', { ...good, path: 'libsql://db.example.com' }],
    ['NUL', { ...good, path: 'x\0.db' }],
    ['a time that is none', { ...good, busyTimeoutMs: Number.NaN }],
    ['a time before now', { ...good, busyTimeoutMs: -1 }],
    ['a time as text', { ...good, busyTimeoutMs: '5' }],
    ['no lease', { ...good, leaseMs: 0 }],
    ['a lease that is too long', { ...good, leaseMs: 60_001 }],
    ['a lease with a fraction', { ...good, leaseMs: 99.5 }],
    ['a lease that is none', { ...good, leaseMs: Number.NaN }],
    ['a lease as text', { ...good, leaseMs: '100' }],
  ])('%s', async (_, options) => {
    for (const call of [openSqliteStore, migrateSqlite]) {
      const error = await call(options as never).catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ name: 'LynkConfigurationError' });
      expect((error as Error).message.startsWith(`${call.name}: `)).toBe(true);
    }
  });

  it('"migrate" is an option of the one, and not of the other', async () => {
    const wrong = openSqliteStore({ ...good, migrate: 'no' as never });
    await expect(wrong).rejects.toMatchObject({ name: 'LynkConfigurationError' });
    const unknown = migrateSqlite({ ...good, migrate: true } as never);
    await expect(unknown).rejects.toMatchObject({ name: 'LynkConfigurationError' });
  });
});
