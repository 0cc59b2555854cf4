/// <reference types="node" />
import Database from 'libsql';
import { expect, it } from 'vitest';
import { acme, addAcme, personalToken } from '../../test/acme.ts';
import { consistencyQueries } from '../../test/consistency-queries.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openSqliteStore } from '../sqlite/open-sqlite-store.ts';

const newPath = temporaryFolder();

/** SQL that makes the lookup columns differ from the tables, by the consistency query that must detect it. */
const inconsistencies: Readonly<Record<string, readonly string[]>> = {
  'a secret whose lookup has another token': [
    `update secrets set token_id = 'x'`,
    `update secrets set token_id = null`,
    `update secrets set organization_id = 'x'`,
    `update secrets set owner_id = null`,
    `update secrets set token_expires_at = 5`,
    `update secrets set holder_number = -holder_number`,
    `update tokens set expires_at = 5`,
  ],
  'a secret whose lookup has other limits': [
    `update secrets set limits = '[]'`,
    `update tokens set revoked_at = 5`,
    `update tokens set suspended_at = 5`,
    `update tokens set ceiling = '[]'`,
    `update secrets set expires_at = 5`,
    `update secrets set state = 'pending'`,
  ],
  'a member whose lookup has other rights': [
    `delete from holders where number > 0`,
    `update roles set rights = '[[],null]'`,
    `update holders set organization_id = 'x' where number > 0`,
  ],
  'a role whose lookup has other rights': [
    `delete from holders where number < 0`,
    `update holders set rights = '' where number < 0`,
  ],
  'a holder without a member or role': [`insert into holders values (99, 'acme', '')`, `delete from members`],
};

it.each(Object.entries(inconsistencies))('the consistency query detects %s', async (name, changes) => {
  const path = newPath();
  const store = await openSqliteStore({ driver: Database, path });
  await addAcme(store);
  await store.apply(personalToken('t1'));
  await store.apply(personalToken('t2', { kind: 'service', ownerId: null, roleId: acme.adminRoleId }));
  const database = new Database(path);
  database.pragma('foreign_keys = off');
  const find = () => database.prepare(consistencyQueries[name] ?? '').all([]);
  expect(find()).toEqual([]);
  for (const change of changes) {
    database.exec(`begin; ${change}`);
    expect(find(), change).not.toEqual([]);
    database.exec('rollback');
  }
  expect(find()).toEqual([]);
  database.close();
  await store.close();
});
