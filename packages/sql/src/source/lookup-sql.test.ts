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

  it.each([1, 2, 3])('a lookup of %i digests is one search by primary key of each table', (count) => {
    expect(planOf(lookupSql(count, 'main.'))).toEqual([
      'SCAN v',
      'SEARCH s USING PRIMARY KEY (digest=?) LEFT-JOIN',
      'SEARCH t USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
      'SEARCH o USING PRIMARY KEY (id=?) LEFT-JOIN',
      'SEARCH m USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
      'SEARCH r USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
    ]);
  });

  it('the change log is one search backwards, from the newest row', () => {
    const plan = planOf(changesSql({ tables: 'main.', least: 'min' }));
    expect(plan.filter((step) => !step.startsWith('SCALAR'))).toEqual([
      'SEARCH l USING INTEGER PRIMARY KEY (rowid>?)',
      'SEARCH main.changes',
      'SCAN main.schema_version',
    ]);
  });
});

describe('the lookup', () => {
  it('is synchronous', () => {
    expect(lookup()).toMatchObject({ tokenId: 'personal', ceiling: ['view_sboms', 'update_sboms'] });
  });

  it('does not see uncommitted changes', () => {
    database.exec('begin immediate; update tokens set revoked_at = 1');
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

  const set = (table: string, column: string, value: string | number | null, where = 'true') => {
    const literal = typeof value === 'string' ? `'${value}'` : String(value);
    return `update ${table} set ${column} = ${literal} where ${where}`;
  };
  /** Sets one column of one row for the duration of a lookup. */
  const lookupWith = (
    table: string,
    column: string,
    value: string | number | null,
    { where = 'true', digest = token.digest } = {},
  ) => {
    const [rowid, original] = database
      .prepare(`select rowid, ${column} from ${table} where ${where}`)
      .raw()
      .get([]) as [number, string | number | null];
    const isNumber = column === 'number';
    const change = set(table, column, value, `rowid = ${rowid}`);
    const undo = set(table, column, original, `rowid = ${isNumber ? value : rowid}`);
    return lookupAfter(change, undo, digest);
  };
  const ownerGone = { ownerPresent: false, rolePermissions: null };
  const corrupt = expect.objectContaining({ code: 'store_corrupt' });
  const personal = { where: `id = 'personal'` };

  it.each([
    ['members', 'organization_id', 'other'],
    ['members', 'number', 99],
  ] as const)(
    'reports an owner who is gone or a member of another organization: %s.%s',
    (table, column, value) => {
      expect(lookupWith(table, column, value)).toMatchObject({ userId: acme.userId, ...ownerGone });
      expect(lookup()).toMatchObject({ ownerPresent: true });
    },
  );

  it.each([
    ['roles', 'organization_id', 'other'],
    ['roles', 'number', 99],
    ['members', 'role_number', 99],
  ] as const)('reports an owner without a role: %s.%s', (table, column, value) => {
    expect(lookupWith(table, column, value)).toMatchObject({ ownerPresent: true, rolePermissions: null });
  });

  it.each([
    ['organization_id', 'other'],
    ['number', 99],
  ] as const)('reports a service token whose role is gone: roles.%s', (column, value) => {
    expect(lookupWith('roles', column, value, { digest: service.digest })).toMatchObject({
      userId: null,
      ownerPresent: true,
      rolePermissions: null,
    });
  });

  it('fails on a secret without a token or an organization instead of returning null', () => {
    expect(() => lookupWith('tokens', 'number', 99, personal)).toThrow(corrupt);
    expect(() => lookupWith('tokens', 'organization_id', 'other', personal)).toThrow(corrupt);
    expect(lookup()).not.toBeNull();
  });

  it('does not find a retired secret', () => {
    expect(
      lookupAfter(`update secrets set state = 'retired'`, `update secrets set state = 'active'`),
    ).toBeNull();
  });

  it.each(['nonsense', '{}', '[1]', 'null', '"view_sboms"'])('fails on the list %s', (list) => {
    expect(() => lookupWith('roles', 'permissions', list)).toThrow(corrupt);
    expect(() => lookupWith('tokens', 'ceiling', list, personal)).toThrow(corrupt);
    const networks = [list, null].map((value) => set('organizations', 'networks', value)) as [string, string];
    expect(() => lookupAfter(...networks)).toThrow(corrupt);
  });
});
