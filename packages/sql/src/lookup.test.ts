/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acme, addAcme, personalToken } from '../test/acme.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { lookupSql } from './lookup.ts';
import { changesSql } from './read-changes.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';

const path = temporaryFolder()();
const token = personalToken('personal', { ceiling: ['view_sboms', 'update_sboms'] });
const service = personalToken('service', { kind: 'service', ownerId: null, roleId: acme.adminRoleId });
let store: Store;
let database: InstanceType<typeof Database>;

beforeAll(async () => {
  store = await openSqliteStore({ driver: Database, path });
  await addAcme(store);
  await store.apply(token);
  await store.apply(service);
  database = new Database(path);
  database.pragma('foreign_keys = off');
});
afterAll(async () => {
  database.close();
  await store.close();
});

const lookup = (digest = token.digest) => store.lookup([digest]);

describe('the plan of', () => {
  const planOf = (sql: string): string[] =>
    database
      .prepare(`explain query plan ${sql}`)
      .all(Array(sql.split('?').length - 1).fill(null))
      .map((row) => (row as { detail: string }).detail);

  it.each([1, 2, 3])('a lookup with %i digests: two searches by primary key', (count) => {
    expect(planOf(lookupSql(count))).toEqual([
      'SEARCH s USING PRIMARY KEY (digest=?)',
      'SEARCH h USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
    ]);
  });

  it('the change log: the counter’s one row, and a search', () => {
    expect(planOf(changesSql()).filter((step) => !step.startsWith('SCALAR'))).toEqual([
      'SCAN c',
      'SEARCH l USING INTEGER PRIMARY KEY (rowid>?) LEFT-JOIN',
      'SEARCH main.changes',
      'USE TEMP B-TREE FOR ORDER BY',
    ]);
  });
});

describe('the lookup', () => {
  it('answers synchronously', () => {
    expect(lookup()).toMatchObject({ tokenId: 'personal', ceiling: ['view_sboms', 'update_sboms'] });
  });

  it('sees nothing that is not committed', () => {
    database.exec("begin immediate; update secrets set limits = '[null,1,null,null,false]'");
    expect(lookup()).toMatchObject({ revokedAt: null });
    database.exec('rollback');
  });
});

describe('what other ways lead to is reported', () => {
  /** Changes the database behind the store's back, for one lookup. */
  const after = (change: string, undo: string, digest = token.digest) => {
    database.exec(change);
    try {
      return lookup(digest);
    } finally {
      database.exec(undo);
    }
  };

  const gone = { ownerPresent: false, rolePermissions: null };

  it('an owner who is gone, or is a member of another organization', () => {
    for (const [column, value] of Object.entries({ number: 99, organization_id: 'other' })) {
      const was = database
        .prepare(`select ${column} from holders where number = (select number from members)`)
        .raw()
        .get([]) as [string | number];
      const [change, undo] = [
        [value, was[0]],
        [was[0], value],
      ].map(
        ([to, from]) => `update holders set ${column} = '${to}' where ${column} = '${from}' and number > 0`,
      );
      expect(after(change ?? '', undo ?? '')).toMatchObject({ userId: acme.userId, ...gone });
      expect(lookup()).toMatchObject({ ownerPresent: true });
    }
  });

  it('an owner without a role', () => {
    const [change, undo] = [`''`, `'[["view_sboms"],null]'`].map(
      (rights) => `update holders set rights = ${rights} where number > 0`,
    );
    expect(after(change ?? '', undo ?? '')).toMatchObject({ ownerPresent: true, rolePermissions: null });
  });

  it('a role that is gone: of a service token', () => {
    const [change, undo] = [99, -99].map(
      (by) => `update holders set number = number - ${by} where number < 0`,
    );
    expect(after(change ?? '', undo ?? '', service.digest)).toMatchObject({
      userId: null,
      ownerPresent: true,
      rolePermissions: null,
    });
  });

  it('a secret without a token is damage, not "unknown"', () => {
    for (const column of ['token_id', 'organization_id']) {
      const [was] = database
        .prepare(`select ${column} from secrets where digest = ?`)
        .raw()
        .get([token.digest]) as [string];
      const of = `where token_number = (select number from tokens where id = 'personal')`;
      const damaged = () =>
        after(`update secrets set ${column} = null ${of}`, `update secrets set ${column} = '${was}' ${of}`);
      expect(damaged).toThrow(expect.objectContaining({ code: 'store_corrupt' }));
    }
  });

  it.each([`'{}'`, `'[]'`, `'[null,"x",null,null,false]'`, `'nonsense'`])(
    'limits that read %s are damage, not none',
    (text) => {
      const [was] = database
        .prepare('select limits from secrets where digest = ?')
        .raw()
        .get([token.digest]) as [string];
      const damaged = () =>
        after(
          `update secrets set limits = ${text} where limits is not null`,
          `update secrets set limits = '${was}' where limits is not null`,
        );
      expect(damaged).toThrow(expect.objectContaining({ code: 'store_corrupt' }));
    },
  );

  it('a secret that is retired is not found', () => {
    expect(after(`update secrets set state = 'retired'`, `update secrets set state = 'active'`)).toBeNull();
  });

  it.each([
    `'nonsense'`,
    `'{}'`,
    `'[]'`,
    `'[[1],null]'`,
    `'["view_sboms",null]'`,
    `'[[],{}]'`,
    `'[[]]'`,
    `'null'`,
  ])('rights that read %s are damage, not rights', (text) => {
    const damaged = () =>
      after(`update holders set rights = ${text}`, `update holders set rights = '[["view_sboms"],null]'`);
    expect(damaged).toThrow(expect.objectContaining({ code: 'store_corrupt' }));
  });
});
