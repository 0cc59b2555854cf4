import Database from 'libsql';
import { expect, it } from 'vitest';
import { createTable, expectedLines } from '../../../authority/test/command-table.ts';
import { openSqliteStore } from '../../src/sqlite/open-sqlite-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const newPath = temporaryFolder();

it('every command has its outcome for every actor, on SQLite', async () => {
  // What removes rights waits for the lease.
  const store = await openSqliteStore({ driver: Database, path: newPath(), leaseMs: 1 });
  expect(await createTable(store)).toEqual(expectedLines);
  await store.close();
}, 180_000);
