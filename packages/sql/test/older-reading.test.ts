import Database from 'libsql';
import { it } from 'vitest';
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts';
import { expectNewestReadingKept } from './older-reading.ts';
import { temporaryFolder } from './temporary-folder.ts';

const newPath = temporaryFolder();

it('no process copies an older reading of the directory over a newer one', () => {
  const path = newPath();
  return expectNewestReadingKept(() => openSqliteStore({ driver: Database, path }));
});
