/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import Database from 'libsql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acme, addAcme, personalToken } from '../../test/acme.ts';
import { everyCommand, prepareEveryCommand } from '../../test/every-command.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openSqliteStore } from '../sqlite/open-sqlite-store.ts';

const newPath = temporaryFolder();
const path = newPath();
const token = personalToken('t1', { actor: { kind: 'user', id: acme.userId } });
let store: Store;
let database: InstanceType<typeof Database>;

beforeAll(async () => {
  store = await openSqliteStore({ driver: Database, path });
  await addAcme(store);
  database = new Database(path);
});
afterAll(async () => {
  database.close();
  await store.close();
});

const rows = (sql: string) => database.prepare(sql).all([]);

it('writes one audit entry per effective command, and one change per command that affects rights', async () => {
  const commands = [
    token,
    { ...acme.base, type: 'update_token', tokenId: 't1', name: 'desktop', at: 2000 },
    { ...acme.base, type: 'update_token', tokenId: 't1', expiresAt: 9000, at: 3000 },
    { ...acme.base, type: 'revoke_token', tokenId: 't1', at: 4000 },
  ] as const;
  for (const command of commands) {
    expect(await store.apply(command)).toMatchObject({ ok: true });
    // Sending it again writes nothing, until a later update reverts it.
    expect(await store.apply(command)).toMatchObject({ ok: true });
  }
  for (const rejected of [
    { ...commands[1], name: 'too late' },
    { ...commands[3], tokenId: 'unknown' },
    personalToken('t2', { ownerId: 'missing' }),
    personalToken('t3', { digest: token.digest }),
  ]) {
    expect(await store.apply(rejected)).toMatchObject({ ok: false });
  }
  expect(
    rows(
      'select action, at, actor_kind, actor_id, token_id, user_id, old_fields, new_fields from audit order by sequence',
    ),
  ).toMatchSnapshot();
  expect(
    rows(`select sequence, at, organization_id, token_id, user_id, role_id from changes
    where sequence > 0 order by sequence`),
  ).toMatchSnapshot();
});

it('writes the details of every command, and no secret', async () => {
  const otherPath = newPath();
  const otherStore = await openSqliteStore({ driver: Database, path: otherPath });
  await prepareEveryCommand(otherStore);
  const reader = new Database(otherPath);
  const last = (table: string) =>
    (reader.prepare(`select max(sequence) as last from ${table}`).get([]) as { last: number }).last;
  const [audit, changes] = [last('audit'), last('changes')];
  for (const command of everyCommand) {
    const before = last('audit');
    // Sending it again immediately writes nothing.
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect(await otherStore.apply(command)).toMatchObject({ ok: true });
    expect(last('audit'), command.type).toBe(before + 1);
  }
  const columns = 'organization_id, token_id, user_id';
  const rowsAfter = (sql: string, sequence: number) => reader.prepare(sql).all([sequence]);
  expect(
    rowsAfter(
      `select action, ${columns}, role_id, old_fields, new_fields from audit where sequence > ? order by sequence`,
      audit,
    ),
  ).toMatchSnapshot();
  expect(
    rowsAfter(`select ${columns}, role_id from changes where sequence > ? order by sequence`, changes),
  ).toMatchSnapshot();
  reader.close();
  await otherStore.close();
});

it('rejects a token of both kinds and a digest of the wrong length', async () => {
  const bothKinds = personalToken('t4', { roleId: acme.adminRoleId });
  await expect(store.apply(bothKinds)).rejects.toMatchObject({ code: 'store_failed' });
  const shortDigest = personalToken('t5', { digest: new Uint8Array(31) });
  await expect(store.apply(shortDigest)).rejects.toMatchObject({ code: 'store_failed' });
  expect(rows(`select id from tokens where id in ('t4', 't5')`)).toEqual([]);
  expect(rows(`select sequence from audit where token_id in ('t4', 't5')`)).toEqual([]);
});

it('rejects an organization with two roles of the same id', async () => {
  const role = { id: 'twice', name: 'Twice', permissions: [], system: false };
  const command = { ...acme.base, organizationId: 'o2', type: 'create_organization', name: 'Two' } as const;
  expect(await store.apply({ ...command, roles: [role, role] })).toEqual({ ok: false, reason: 'conflict' });
  expect(await store.getOrganization('o2')).toBeNull();
});

it('reports a conflict for a user who exists under another name', async () => {
  const member = {
    ...acme.base,
    type: 'add_member',
    userId: acme.userId,
    name: 'Mallory',
    email: 'ada@example.com',
    roleId: acme.adminRoleId,
  } as const;
  expect(await store.apply(member)).toEqual({ ok: false, reason: 'conflict' });
});
