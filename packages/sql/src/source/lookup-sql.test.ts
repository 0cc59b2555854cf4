/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acme, addAcme, personalToken } from '../../test/acme.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openSqliteStore } from '../sqlite/open-sqlite-store.ts';
import { changesSql } from './changes-sql.ts';
import { lookupSql } from './lookup-sql.ts';

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

describe('the query plan of', () => {
  const planOf = (sql: string): string[] =>
    database
      .prepare(`explain query plan ${sql}`)
      .all(Array(sql.split('?').length - 1).fill(null))
      .map((row) => (row as { detail: string }).detail);

  it.each([1, 2, 3])('a lookup of %i digests is two searches by primary key', (count) => {
    expect(planOf(lookupSql(count))).toEqual([
      'SEARCH s USING PRIMARY KEY (digest=?)',
      'SEARCH h USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
    ]);
  });

  it('the change log is the row of the counter and one search', () => {
    expect(planOf(changesSql()).filter((step) => !step.startsWith('SCALAR'))).toEqual([
      'SCAN c',
      'SEARCH l USING INTEGER PRIMARY KEY (rowid>?) LEFT-JOIN',
      'SEARCH main.changes',
      'USE TEMP B-TREE FOR ORDER BY',
    ]);
  });
});

describe('the lookup', () => {
  it('is synchronous', () => {
    expect(lookup()).toMatchObject({ tokenId: 'personal', ceiling: ['view_sboms', 'update_sboms'] });
  });

  it('does not see uncommitted changes', () => {
    database.exec("begin immediate; update secrets set limits = '[null,1,null,null,false]'");
    expect(lookup()).toMatchObject({ revokedAt: null });
    database.exec('rollback');
  });
});

describe('an inconsistent database', () => {
  /** Changes the database with SQL for the duration of one lookup. */
  const lookupAfter = (change: string, undo: string, digest = token.digest) => {
    database.exec(change);
    try {
      return lookup(digest);
    } finally {
      database.exec(undo);
    }
  };

  const ownerGone = { ownerPresent: false, rolePermissions: null };

  it('reports an owner who is gone or a member of another organization', () => {
    for (const [column, value] of Object.entries({ number: 99, organization_id: 'other' })) {
      const original = database
        .prepare(`select ${column} from holders where number = (select number from members)`)
        .raw()
        .get([]) as [string | number];
      const [change, undo] = [
        [value, original[0]],
        [original[0], value],
      ].map(
        ([to, from]) => `update holders set ${column} = '${to}' where ${column} = '${from}' and number > 0`,
      );
      expect(lookupAfter(change ?? '', undo ?? '')).toMatchObject({ userId: acme.userId, ...ownerGone });
      expect(lookup()).toMatchObject({ ownerPresent: true });
    }
  });

  it('reports an owner without a role', () => {
    const [change, undo] = [`''`, `'[["view_sboms"],null]'`].map(
      (rights) => `update holders set rights = ${rights} where number > 0`,
    );
    expect(lookupAfter(change ?? '', undo ?? '')).toMatchObject({
      ownerPresent: true,
      rolePermissions: null,
    });
  });

  it('reports a service token whose role is gone', () => {
    const [change, undo] = [99, -99].map(
      (offset) => `update holders set number = number - ${offset} where number < 0`,
    );
    expect(lookupAfter(change ?? '', undo ?? '', service.digest)).toMatchObject({
      userId: null,
      ownerPresent: true,
      rolePermissions: null,
    });
  });

  it('fails on a secret without a token instead of returning null', () => {
    for (const column of ['token_id', 'organization_id']) {
      const [original] = database
        .prepare(`select ${column} from secrets where digest = ?`)
        .raw()
        .get([token.digest]) as [string];
      const whereToken = `where token_number = (select number from tokens where id = 'personal')`;
      const lookupDamaged = () =>
        lookupAfter(
          `update secrets set ${column} = null ${whereToken}`,
          `update secrets set ${column} = '${original}' ${whereToken}`,
        );
      expect(lookupDamaged).toThrow(expect.objectContaining({ code: 'store_corrupt' }));
    }
  });

  it.each([`'{}'`, `'[]'`, `'[null,"x",null,null,false]'`, `'nonsense'`])(
    'fails on the limits %s instead of reading none',
    (limits) => {
      const [original] = database
        .prepare('select limits from secrets where digest = ?')
        .raw()
        .get([token.digest]) as [string];
      const lookupDamaged = () =>
        lookupAfter(
          `update secrets set limits = ${limits} where limits is not null`,
          `update secrets set limits = '${original}' where limits is not null`,
        );
      expect(lookupDamaged).toThrow(expect.objectContaining({ code: 'store_corrupt' }));
    },
  );

  it('does not find a retired secret', () => {
    expect(
      lookupAfter(`update secrets set state = 'retired'`, `update secrets set state = 'active'`),
    ).toBeNull();
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
  ])('fails on the rights %s', (rights) => {
    const lookupDamaged = () =>
      lookupAfter(
        `update holders set rights = ${rights}`,
        `update holders set rights = '[["view_sboms"],null]'`,
      );
    expect(lookupDamaged).toThrow(expect.objectContaining({ code: 'store_corrupt' }));
  });
});
