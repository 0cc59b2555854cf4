/// <reference types="node" />
import { storeContract } from '@lynk-auth/conformance';
import Database from 'libsql';
import { describe, it } from 'vitest';
import { expectPersistence } from '../../test/expect-persistence.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

const newPath = temporaryFolder();

it('README example', () =>
  expectPersistence(() => openSqliteStore({ driver: Database, path: newPath('lynk.db') })));

describe('the store contract, on SQLite', () => {
  for (const { name, run } of storeContract) {
    it(name, () => run(() => openSqliteStore({ driver: Database, path: newPath() })));
  }
});
