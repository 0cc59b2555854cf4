import { expect, it } from 'vitest';
import * as entry from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(entry).sort()).toEqual([
    'LynkStoreError',
    'isLynkStoreError',
    'migratePostgres',
    'migrateSqlite',
    'openPostgresStore',
    'openSqliteStore',
  ]);
});
