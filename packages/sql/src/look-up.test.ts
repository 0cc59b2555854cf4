/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acme, addAcme, personalToken } from '../test/acme.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { lookUpSql } from './look-up.ts';
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

const lookUp = (digest = token.digest) => store.lookup([digest]);

describe('the plan of', () => {
  const planOf = (sql: string): string[] =>
    database
      .prepare(`explain query plan ${sql}`)
      .all(Array(sql.split('?').length - 1).fill(null))
      .map((row) => (row as { detail: string }).detail);

  it.each([1, 2, 3])('a look-up with %i digests: four searches by primary key', (count) => {
    expect(planOf(lookUpSql(count))).toEqual([
      'SEARCH s USING PRIMARY KEY (digest=?)',
      'SEARCH t USING INTEGER PRIMARY KEY (rowid=?)',
      'SEARCH m USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
      'SEARCH r USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
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

describe('the look-up', () => {
  it('answers synchronously', () => {
    expect(lookUp()).toMatchObject({ tokenId: 'personal', ceiling: ['view_sboms', 'update_sboms'] });
  });

  it('sees nothing that is not committed', () => {
    database.exec('begin immediate; update tokens set revoked_at = 1');
    expect(lookUp()).toMatchObject({ revokedAt: null });
    database.exec('rollback');
  });
});

describe('what other ways lead to is reported', () => {
  /** Changes the database behind the store's back, for one look-up. */
  const after = (change: string, undo: string, digest = token.digest) => {
    database.exec(change);
    try {
      return lookUp(digest);
    } finally {
      database.exec(undo);
    }
  };

  const gone = { ownerPresent: false, rolePermissions: null };
  const roleless = { ownerPresent: true, rolePermissions: null };

  it('an owner who is gone, or is a member of another organization, or is somebody else', () => {
    for (const column of ['number', 'organization_id', 'user_id']) {
      const [was] = database.prepare(`select ${column} from members`).raw().get([]) as [string | number];
      expect(
        after(`update members set ${column} = '99'`, `update members set ${column} = '${was}'`),
      ).toMatchObject({ userId: acme.userId, ...gone });
    }
  });

  it('an owner who was invited anew: the old token is not revived', () => {
    expect(
      after(
        `update members set number = 99`,
        `update members set number = (select member_number from tokens where id = 'personal')`,
      ),
    ).toMatchObject(gone);
  });

  it('a role that is gone, or is of another organization', () => {
    for (const column of ['number', 'organization_id']) {
      const [was] = database.prepare(`select ${column} from roles`).raw().get([]) as [string | number];
      const [change, undo] = ['99', was].map((value) => `update roles set ${column} = '${value}'`);
      for (const digest of [token.digest, service.digest]) {
        expect(after(change ?? '', undo ?? '', digest)).toMatchObject(roleless);
      }
    }
  });

  it('a service token whose creator is gone: it outlives them', () => {
    const [change, undo] = ['x', acme.userId].map((id) => `update members set user_id = '${id}'`);
    expect(after(change ?? '', undo ?? '', service.digest)).toMatchObject({
      userId: null,
      ownerPresent: true,
      rolePermissions: ['view_sboms'],
    });
  });

  it('a role that changed', () => {
    const record = after(
      `update roles set rights = '[["view_users"],["192.0.2.0/24"]]'`,
      `update roles set rights = '[["view_sboms"],null]'`,
    );
    expect(record).toMatchObject({ rolePermissions: ['view_users'], allowedNetworks: ['192.0.2.0/24'] });
    expect(lookUp()).toMatchObject({ rolePermissions: ['view_sboms'], allowedNetworks: null });
  });

  it('a suspension, and the end of a secret', () => {
    expect(
      after(
        'update tokens set suspended_at = 5; update secrets set expires_at = 6',
        'update tokens set suspended_at = null; update secrets set expires_at = null',
      ),
    ).toMatchObject({ suspendedAt: 5, secretExpiresAt: 6 });
  });

  it('a secret that is retired is not found, and one that is pending is', () => {
    const [retired, pending] = ['retired', 'pending'].map((state) =>
      after(`update secrets set state = '${state}'`, `update secrets set state = 'active'`),
    );
    expect(retired).toBeNull();
    expect(pending).toMatchObject({ tokenId: 'personal', secretPending: true, secretExpiresAt: null });
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
      after(`update roles set rights = ${text}`, `update roles set rights = '[["view_sboms"],null]'`);
    expect(damaged).toThrow(expect.objectContaining({ code: 'store_corrupt' }));
  });
});
