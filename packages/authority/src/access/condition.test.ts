import { describe, expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';
import type { Management } from '../operations/management.ts';
import type { Outcome } from '../outcome.ts';
import type { Command } from '../store/command.ts';
import type { Store } from '../store/store.ts';

/** A memory store that applies another command between the check of an operation and its own command. */
function createInterleavedStore() {
  const memory = createMemoryStore();
  let next: Command | undefined;
  const store: Store = {
    ...memory,
    async apply(command) {
      const first = next;
      next = undefined;
      if (first !== undefined) expect(await memory.apply(first)).toMatchObject({ ok: true });
      return memory.apply(command);
    },
  };
  return {
    store,
    interleave: (command: Command) => {
      next = command;
    },
  };
}

type Test = Awaited<ReturnType<typeof createOrganization>>;

async function createOrganization() {
  const { store, interleave } = createInterleavedStore();
  const test = await createTestOrganization({ personalTokensByToken: true }, store);
  const { organizationId, admin, authority, system, roleId } = test;
  const base = { organizationId, actor: { kind: 'system', id: null }, at: START } as const;
  // No role has this name, so that the only administrator can go.
  const ofAdmin = { ...base, userId: admin.userId, administratorRoleName: 'Owner' };
  const issue = (name: string) =>
    authority
      .as(system)
      .issueServiceToken({ name, roleId: roleId('Admin'), expiresAt: START + DAY })
      .then(expectOk);
  return {
    ...test,
    interleave,
    target: await issue('target'),
    actor: await issue('actor'),
    demote: { ...ofAdmin, type: 'update_member', roleId: roleId('Viewer') } as Command,
    suspendUser: { ...ofAdmin, type: 'suspend_member' } as Command,
    remove: { ...ofAdmin, type: 'remove_member' } as Command,
    revoke: (tokenId: string): Command => ({ ...base, type: 'revoke_token', tokenId }),
    suspend: (tokenId: string): Command => ({ ...base, type: 'suspend_token', tokenId }),
  };
}

const operations: Readonly<Record<string, (manage: Management, test: Test) => Promise<Outcome<object>>>> = {
  issuePersonalToken: (manage) => manage.issuePersonalToken({ name: 'n' }),
  issueServiceToken: (manage, { roleId }) =>
    manage.issueServiceToken({ name: 'n', roleId: roleId('Viewer'), expiresAt: START + 1 }),
  'updateToken, a name': (manage, { target }) => manage.updateToken(target.token.id, { name: 'renamed' }),
  'updateToken, an expiry': (manage, { target }) =>
    manage.updateToken(target.token.id, { expiresAt: START + 1 }),
  rotateToken: (manage, { target }) => manage.rotateToken(target.token.id),
  revokeToken: (manage, { target }) => manage.revokeToken(target.token.id),
  revokeByToken: (manage, { target }) => manage.revokeByToken(target.secret.reveal()),
};

describe.each(Object.entries(operations))('%s', (name, operate) => {
  const expectForbidden = async (test: Test, manage: Management, first: Command) => {
    const list = async () =>
      (await test.store.listTokens({ organizationId: test.organizationId, limit: 100 })).tokens;
    const before = await list();
    test.interleave(first);
    expect(await operate(manage, test)).toMatchObject({ ok: false, reason: 'forbidden' });
    const { id } = test.actor.token;
    const others = (tokens: typeof before) => tokens.filter((token) => token.id !== id);
    expect(others(await list())).toEqual(others(before));
  };

  it('is forbidden to a user who is demoted, suspended or removed after the check', async () => {
    for (const end of ['demote', 'suspendUser', 'remove'] as const) {
      const test = await createOrganization();
      await expectForbidden(test, test.authority.as(test.admin), test[end]);
    }
  });

  it('is forbidden to a token that is revoked or suspended after the check', async () => {
    // A service token belongs to no user.
    if (name === 'issuePersonalToken') return;
    for (const end of ['revoke', 'suspend'] as const) {
      const test = await createOrganization();
      const manage = test.authority.as(await test.principalOf(test.actor.secret));
      await expectForbidden(test, manage, test[end](test.actor.token.id));
    }
  });

  it('is allowed to both otherwise', async () => {
    const test = await createOrganization();
    expectOk(await operate(test.authority.as(test.admin), test));
    if (name === 'issuePersonalToken') return;
    const other = await createOrganization();
    expectOk(await operate(other.authority.as(await other.principalOf(other.actor.secret)), other));
  });
});

it('a role that grows after the check is not granted', async () => {
  const test = await createOrganization();
  const { authority, store, organizationId, interleave } = test;
  const base = { organizationId, actor: { kind: 'system', id: null }, at: START } as const;
  // A role of its own: the roles of a new organization cannot be changed.
  const created = { ...base, organizationId: 'custom', type: 'create_organization', name: 'Custom' } as const;
  const role = (id: string, permissions: string[]) => ({ id, name: id, permissions, system: false });
  const roles = [role('manager', ['manage_api_tokens', 'view_sboms']), role('reader', ['view_sboms'])];
  expect(await store.apply({ ...created, roles })).toMatchObject({ ok: true });
  const custom = { ...base, organizationId: 'custom' };
  const member = { userId: 'ada', name: 'Ada', email: 'ada@example.com', roleId: 'manager' };
  expect(await store.apply({ ...custom, type: 'add_member', ...member })).toMatchObject({ ok: true });
  const manage = authority.as({ kind: 'user', organizationId: 'custom', userId: 'ada' });
  expectOk(await manage.issueServiceToken({ name: 'n', roleId: 'reader' }));
  interleave({ ...custom, type: 'update_role', roleId: 'reader', permissions: ['delete_sboms'] });
  expect(await manage.issueServiceToken({ name: 'n', roleId: 'reader' })).toMatchObject({
    reason: 'exceeds_permissions',
  });
});

it('an expiry beyond that of a token which is shortened after the check is not granted', async () => {
  const test = await createOrganization();
  const { authority, principalOf, actor, roleId, organizationId, interleave } = test;
  const manage = authority.as(await principalOf(actor.secret));
  const base = { organizationId, actor: { kind: 'system', id: null }, at: START } as const;
  interleave({ ...base, type: 'update_token', tokenId: actor.token.id, expiresAt: START + 10 });
  const input = { name: 'n', roleId: roleId('Viewer'), expiresAt: START + 20 };
  expect(await manage.issueServiceToken(input)).toMatchObject({ reason: 'exceeds_expiry' });
});

it('a ceiling beyond that of a token which is lowered after the check is not granted', async () => {
  const test = await createOrganization();
  const { authority, system, admin, principalOf, roleId, organizationId, interleave } = test;
  const base = { organizationId, actor: { kind: 'system', id: null }, at: START } as const;
  for (const permissions of [undefined, ['manage_api_tokens', 'view_sboms', 'delete_organization']]) {
    const issue = async () => {
      const input = { name: 'actor', ownerId: admin.userId, ...(permissions && { permissions }) };
      return expectOk(await authority.as(system).issuePersonalToken(input));
    };
    for (const input of [{ name: 'n' }, { name: 'n', permissions: ['delete_organization'] }]) {
      const actor = await issue();
      const manage = authority.as(await principalOf(actor.secret));
      const ceiling = ['manage_api_tokens', 'view_sboms'];
      interleave({ ...base, type: 'update_token', tokenId: actor.token.id, ceiling });
      expect(await manage.issuePersonalToken(input)).toMatchObject({ reason: 'exceeds_permissions' });
      // After it, the new token has the lower ceiling.
      const issued = expectOk(await manage.issuePersonalToken({ name: 'n' }));
      expect(issued.token.ceiling).toEqual(ceiling);
    }
    const actor = await issue();
    interleave({ ...base, type: 'update_token', tokenId: actor.token.id, ceiling: ['manage_api_tokens'] });
    const service = { name: 'n', roleId: roleId('Viewer'), permissions: [] };
    // It has nothing, and keeps nothing: the role may gain permissions later.
    const issued = await authority.as(await principalOf(actor.secret)).issueServiceToken(service);
    expect(issued).toMatchObject({ ok: true, token: { ceiling: [] } });
  }
});
