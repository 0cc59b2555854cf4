import type { Store } from '@lynk-auth/authority';
import { assertFailed, assertOk, assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import {
  createRole,
  deleteRole,
  removeMember,
  suspendMember,
  updateMember,
  updateRole,
} from './directory-commands.ts';
import {
  addMember,
  adminPermissions,
  applyToToken,
  changesAfter,
  createFixture,
  DAY,
  type Fixture,
  issuePersonal,
  issueService,
  listAll,
  newestChange,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { revokeToken, suspendToken, updateToken } from './token-commands.ts';

/** A letter with an accent, and the same in two characters. */
const [COMPOSED, DECOMPOSED] = ['Ren\u00e9', 'Rene\u0301'];

const permissionsOf = async (store: Store, { digest }: { readonly digest: Uint8Array }) =>
  (await store.lookup([digest]))?.rolePermissions;

/** Adds a role of that name with the permissions of the administrators. */
async function addRole(store: Store, fixture: Fixture, name: string): Promise<string> {
  const { role } = await applyTwice(store, createRole(fixture, { name, permissions: adminPermissions }));
  return role.id;
}

export const roleLifecycleCases: readonly StoreCase[] = [
  storeCase('create_role creates a role that members and tokens can have', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId } = fixture;
    const command = createRole(fixture, { permissions: ['view_users', 'view_sboms'] });
    const { roleId: id, name, permissions } = command;
    const role = { id, organizationId, name, permissions, system: false };
    assertSame(await applyTwice(store, command), { ok: true, role }, 'The outcome contains the role.');
    assertSame(await store.getRole(organizationId, id), role, 'The role can be read.');
    assertSame((await store.listRoles(organizationId))[2], role, 'It is listed after the older ones.');
    assertOk(await store.apply(updateMember(fixture, { roleId: id })), 'A member can have it.');
    const issued = [issuePersonal(fixture), issueService(fixture, { roleId: id })];
    for (const each of issued) {
      await applyToToken(store, each);
      assertSame(await permissionsOf(store, each), permissions, 'A token has its permissions.');
    }
  }),

  storeCase('create_role fails without its organization, and for an id in use', async (store) => {
    const fixture = await createFixture(store);
    const { viewerRoleId, adminRoleId } = fixture;
    const nowhere = createRole(fixture, { organizationId: crypto.randomUUID() });
    await assertRefused(store, nowhere, 'organization_not_found', 'There is no such organization.');
    for (const roleId of [viewerRoleId, adminRoleId]) {
      const taken = createRole(fixture, { roleId });
      await assertRefused(store, taken, 'conflict', 'Another role has the id.');
    }
    const command = createRole(fixture);
    await applyTwice(store, command);
    for (const other of [{ name: 'Other' }, { permissions: [] }]) {
      await assertRefused(store, { ...command, ...other }, 'conflict', 'The id is used for other details.');
    }
    const other = await createFixture(store);
    await applyTwice(store, createRole(other, { roleId: command.roleId }));
    assertThat((await store.listRoles(fixture.organizationId)).length === 3, 'One role was created.');
  }),

  storeCase('the names of roles are unique in an organization, however they are composed', async (store) => {
    const fixture = await createFixture(store);
    const command = createRole(fixture, { name: COMPOSED });
    await applyTwice(store, command);
    const sentence = 'Another role has the name.';
    for (const name of ['Admin', 'Viewer', COMPOSED, DECOMPOSED] as const) {
      await assertRefused(store, createRole(fixture, { name }), 'name_taken', sentence);
    }
    for (const name of ['Admin', COMPOSED, DECOMPOSED] as const) {
      await assertRefused(store, updateRole(fixture, { name }), 'name_taken', sentence);
    }
    const { roleId } = command;
    await applyTwice(store, updateRole(fixture, { roleId, permissions: ['view_users'] }));
    await applyTwice(store, updateRole(fixture, { roleId, name: DECOMPOSED }));
    await applyTwice(store, updateRole(fixture, { roleId, name: 'Auditor' }));
    await applyTwice(store, createRole(fixture, { name: COMPOSED }));
    await applyTwice(store, createRole(await createFixture(store), { name: COMPOSED }));
  }),

  storeCase('create_role fails at its limit, which counts no system role', async (store) => {
    const fixture = await createFixture(store);
    const create = (name: string) => createRole(fixture, { name, limit: 3 });
    const first = create('one');
    for (const command of [first, create('two')]) await applyTwice(store, command);
    // The viewer's role is the third.
    await assertRefused(store, create('three'), 'limit_reached', 'The limit is reached.');
    assertOk(await store.apply(first), 'The first one can be sent again.');
    await applyTwice(store, deleteRole(fixture));
    await applyTwice(store, create('three'));
  }),

  storeCase(
    'roles that are created at the same time have different names and respect the limit',
    async (store) => {
      const fixture = await createFixture(store);
      const create = (name: string) => createRole(fixture, { name, limit: 4 });
      const same = await Promise.all([0, 1, 2, 3].map(() => store.apply(create('same'))));
      assertThat(same.filter(({ ok }) => ok).length === 1, 'One role gets the name.');
      const all = await Promise.all(['a', 'b', 'c', 'd'].map((name) => store.apply(create(name))));
      assertThat(all.filter(({ ok }) => ok).length === 2, 'Two more are within the limit.');
    },
  ),

  storeCase('delete_role deletes a role that is not in use', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId, viewerRoleId } = fixture;
    const newest = await newestChange(store);
    assertSame(await applyTwice(store, deleteRole(fixture)), { ok: true }, 'It succeeds.');
    assertThat((await changesAfter(store, newest)).length === 1, 'It is one change.');
    assertThat((await store.getRole(organizationId, viewerRoleId)) === null, 'The role is gone.');
    const roles = (await store.listRoles(organizationId)).map(({ id }) => id);
    assertSame(roles, [fixture.adminRoleId], 'The other one is still listed.');
    const member = addMember(fixture, { roleId: viewerRoleId });
    await assertRefused(store, member, 'role_not_found', 'No member gets it.');
    await assertRefused(store, issueService(fixture), 'role_not_found', 'No token gets it.');
  }),

  storeCase('delete_role of an unknown role does nothing, and succeeds', async (store) => {
    const fixture = await createFixture(store);
    const newest = await newestChange(store);
    const roleId = crypto.randomUUID();
    for (const overrides of [{ roleId }, { roleId, successorRoleId: crypto.randomUUID() }]) {
      assertSame(await store.apply(deleteRole(fixture, overrides)), { ok: true }, 'It succeeds.');
    }
    assertThat((await newestChange(store)) === newest, 'There is no change.');
  }),

  storeCase('a system role cannot be deleted', async (store) => {
    const fixture = await createFixture(store);
    const { adminRoleId: roleId, viewerRoleId: successorRoleId } = fixture;
    for (const command of [
      deleteRole(fixture, { roleId }),
      deleteRole(fixture, { roleId, successorRoleId }),
    ]) {
      await assertRefused(store, command, 'system_role', 'It is a system role.');
    }
    assertThat((await store.getRole(fixture.organizationId, roleId)) !== null, 'It is still there.');
  }),

  storeCase('a role in use cannot be deleted without a successor', async (store) => {
    const fixture = await createFixture(store);
    const assertInUse = (sentence: string) =>
      assertRefused(store, deleteRole(fixture), 'role_in_use', sentence);
    assertOk(await store.apply(updateMember(fixture)), 'A member has the role.');
    await assertInUse('A member has it.');
    assertOk(await store.apply(suspendMember(fixture)), 'The member is suspended.');
    await assertInUse('A suspended member has it.');
    assertOk(await store.apply(removeMember(fixture)), 'The member is removed.');

    const token = await applyToToken(store, issueService(fixture, { expiresAt: START + DAY }));
    await assertInUse('A service token has it.');
    await applyToToken(store, suspendToken(token));
    await assertInUse('A suspended service token has it.');
    const late = deleteRole(fixture, { at: START + DAY - 1 });
    await assertRefused(store, late, 'role_in_use', 'A service token has it until its expiry.');
    assertOk(await store.apply(deleteRole(fixture, { at: START + DAY })), 'An expired token does not count.');
  }),

  storeCase('delete_role moves members and live service tokens to the successor', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId, userId, viewerRoleId: roleId } = fixture;
    const successorRoleId = await addRole(store, fixture, 'Successor');
    const suspended = addMember(fixture, { roleId });
    for (const command of [
      updateMember(fixture),
      suspended,
      suspendMember(fixture, { userId: suspended.userId }),
    ]) {
      assertOk(await store.apply(command), `${command.type} succeeds.`);
    }
    const live = [
      issueService(fixture),
      issueService(fixture, { expiresAt: START + DAY + 1, ceiling: ['view_sboms'] }),
      issueService(fixture),
    ] as const;
    const dead = [issueService(fixture), issueService(fixture, { expiresAt: START + DAY })] as const;
    const other = issueService(fixture, { roleId: fixture.adminRoleId });
    const personal = issuePersonal(fixture);
    for (const command of [...live, ...dead, other, personal]) await applyToToken(store, command);
    const [first, revoked] = await Promise.all(
      [live[2], dead[0]].map(({ tokenId }) => store.getToken(organizationId, tokenId)),
    );
    assertThat(first != null && revoked != null, 'The tokens can be read.');
    await applyToToken(store, suspendToken(first));
    await applyToToken(store, revokeToken(revoked));
    const read = (tokenId: string) => store.getToken(organizationId, tokenId);
    const tokens = await Promise.all([...live, ...dead, other].map(({ tokenId }) => read(tokenId)));

    const newest = await newestChange(store);
    const command = deleteRole(fixture, { successorRoleId, at: START + DAY });
    assertSame(await applyTwice(store, command), { ok: true }, 'It succeeds.');
    const changes = await changesAfter(store, newest);
    assertThat(changes.length === 1 && changes[0]?.roleId === roleId, 'One change names the role.');
    const moved = { roleId: successorRoleId, updatedAt: START + DAY };
    assertSame(
      await Promise.all([...live, ...dead, other].map(({ tokenId }) => read(tokenId))),
      tokens.map((token, index) => (index < live.length ? { ...token, ...moved } : token)),
      'Live service tokens have the successor, and other tokens are unchanged.',
    );
    for (const id of [userId, suspended.userId]) {
      const member = await store.getMember(organizationId, id);
      assertThat(member?.role.id === successorRoleId, 'Members have the successor.');
    }
    const members = await store.listMembers(organizationId);
    assertSame(
      members.map((member) => member.suspendedAt),
      [null, START],
      'A suspension stays as it was.',
    );
    for (const each of [...live, personal]) {
      assertSame(await permissionsOf(store, each), adminPermissions, 'The lookup has the successor.');
    }
    assertSame((await store.lookup([live[1].digest]))?.ceiling, ['view_sboms'], 'A ceiling stays.');
    for (const each of dead) {
      assertThat((await permissionsOf(store, each)) === null, 'A dead token has no role.');
    }
  }),

  storeCase('a successor must be another role of the organization', async (store) => {
    const fixture = await createFixture(store);
    assertOk(await store.apply(updateMember(fixture)), 'The role is in use.');
    const other = await createFixture(store);
    for (const successorRoleId of [fixture.viewerRoleId, other.adminRoleId, crypto.randomUUID()]) {
      const command = deleteRole(fixture, { successorRoleId });
      await assertRefused(store, command, 'role_not_found', 'It is no successor.');
    }
    const member = await store.getMember(fixture.organizationId, fixture.userId);
    assertThat(member?.role.id === fixture.viewerRoleId, 'The member still has the role.');
  }),

  storeCase('nothing that is created later revives a token of a deleted role', async (store) => {
    const fixture = await createFixture(store);
    const { viewerRoleId: roleId, organizationId } = fixture;
    const issued = issueService(fixture, { expiresAt: START + 1 });
    const token = await applyToToken(store, issued);
    await applyTwice(store, deleteRole(fixture, { at: START + 1 }));
    const again = createRole(fixture, { roleId, permissions: adminPermissions });
    assertFailed(await store.apply(again), 'conflict', 'A token still names the id.');
    await applyTwice(store, createRole(fixture, { name: 'Viewer', permissions: adminPermissions }));
    await applyToToken(store, updateToken(token, { expiresAt: null, at: START + 2 }));
    assertThat((await permissionsOf(store, issued)) === null, 'The token has no role.');
    assertThat((await store.getToken(organizationId, token.id))?.roleId === roleId, 'It keeps the old id.');
  }),

  storeCase('a role that is deleted while it is given away is not in use afterwards', async (store) => {
    for (let round = 0; round < 6; round += 1) {
      const fixture = await createFixture(store);
      const { organizationId, viewerRoleId: roleId } = fixture;
      const commands = [
        issueService(fixture),
        updateMember(fixture),
        deleteRole(fixture, round % 3 === 0 ? {} : { successorRoleId: fixture.adminRoleId }),
        addMember(fixture, { roleId }),
        issueService(fixture),
      ];
      if (round % 2 === 1) commands.reverse();
      for (const outcome of await Promise.all(commands.map((command) => store.apply(command)))) {
        const expected = outcome.ok || ['role_not_found', 'role_in_use'].includes(outcome.reason);
        assertThat(expected, 'Each succeeds, or comes too late or too early.');
      }
      if ((await store.getRole(organizationId, roleId)) !== null) continue;
      const tokens = await listAll(store, { organizationId });
      assertThat(
        tokens.every((token) => token.roleId !== roleId),
        'No token has the role.',
      );
      const outcomes = commands.flatMap((command) => (command.type === 'add_member' ? [command.userId] : []));
      for (const userId of [fixture.userId, ...outcomes]) {
        const member = await store.getMember(organizationId, userId);
        assertThat(member === null || member.role.id !== roleId, 'No member has it.');
      }
      assertThat((await store.getMember(organizationId, fixture.userId)) !== null, 'No member is lost.');
    }
  }),
];
