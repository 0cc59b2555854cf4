import { expect, it } from 'vitest';
import * as entry from './index.ts';

it('exports exactly these values', () => {
  expect(Object.keys(entry).sort()).toEqual([
    'LynkStoreError',
    'isLynkStoreError',
    'migratePostgres',
    'migrateSqlite',
    'openPostgresStore',
    'openSqliteStore',
  ]);
});
