import type { Command, Condition } from '@lynk-auth/authority';
import { assertOk } from '../assertions.ts';
import { assertDenied, byToken, byUser } from './conditions.ts';
import {
  createRole,
  deleteRole,
  removeMember,
  resumeMember,
  suspendMember,
  updateMember,
  updateRole,
} from './directory-commands.ts';
import {
  addMember,
  adminPermissions,
  applyToToken,
  createFixture,
  type Fixture,
  issueService,
  viewerPermissions,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';

/** A viewer, who acts, beside the fixture's administrator and roles with and without more permissions than it has. */
async function createActors(fixture: Fixture) {
  const { store, viewerRoleId: roleId } = fixture;
  const strong = createRole(fixture, { name: 'Strong', permissions: ['view_sboms', 'view_users'] });
  const weak = createRole(fixture, { name: 'Weak', permissions: [] });
  const [actor, peer] = [addMember(fixture, { roleId }), addMember(fixture, { roleId })];
  const suspended = addMember(fixture);
  const setup = [strong, weak, actor, peer, suspended, suspendMember(fixture, { userId: suspended.userId })];
  for (const command of setup) assertOk(await store.apply(command), `${command.type} succeeds.`);
  return {
    strongRoleId: strong.roleId,
    weakRoleId: weak.roleId,
    peerId: peer.userId,
    suspendedId: suspended.userId,
    condition: byUser({ ...fixture, userId: actor.userId }, { permissions: ['view_sboms'] }),
  };
}

type Actors = Awaited<ReturnType<typeof createActors>>;

/** Commands that give or take permissions which a viewer does not have. */
const exceeding = (
  fixture: Fixture,
  { strongRoleId, weakRoleId, peerId, suspendedId }: Actors,
): Command[] => {
  const { adminRoleId, viewerRoleId } = fixture;
  return [
    addMember(fixture),
    updateMember(fixture),
    updateMember(fixture, { roleId: undefined, name: 'Renamed' }),
    updateMember(fixture, { userId: peerId, roleId: adminRoleId }),
    updateMember(fixture, { userId: peerId, roleId: strongRoleId }),
    suspendMember(fixture),
    resumeMember(fixture, { userId: suspendedId }),
    removeMember(fixture),
    createRole(fixture, { permissions: adminPermissions }),
    updateRole(fixture, { permissions: ['view_sboms', 'view_users'] }),
    updateRole(fixture, { roleId: strongRoleId, permissions: ['view_sboms'] }),
    updateRole(fixture, { roleId: strongRoleId, name: 'Renamed' }),
    deleteRole(fixture, { roleId: strongRoleId }),
    deleteRole(fixture, { roleId: strongRoleId, successorRoleId: weakRoleId }),
    deleteRole(fixture, { roleId: viewerRoleId, successorRoleId: strongRoleId }),
    deleteRole(fixture, { roleId: viewerRoleId, successorRoleId: adminRoleId }),
  ];
};

export const grantCases: readonly StoreCase[] = [
  storeCase(
    'an actor gives and takes only roles whose permissions it holds, under any policy',
    async (store) => {
      const fixture = await createFixture(store);
      const actors = await createActors(fixture);
      for (const roleGrants of ['own_permissions', 'any_role'] as const) {
        const condition: Condition = { ...actors.condition, roleGrants };
        for (const command of exceeding(fixture, actors)) {
          const sentence = `${command.type} is beyond the actor, also with ${roleGrants}.`;
          await assertDenied(store, { ...command, condition }, 'exceeds_permissions', sentence);
        }
      }
    },
  ),

  storeCase('a token gives and takes roles within its ceiling', async (store) => {
    const fixture = await createFixture(store);
    const { adminRoleId: roleId } = fixture;
    const actors = await createActors(fixture);
    const issued = issueService(fixture, { roleId, ceiling: viewerPermissions });
    const token = await applyToToken(store, issued);
    const condition = byToken(token, { permissions: ['view_sboms'], roleGrants: 'any_role' });
    for (const command of exceeding(fixture, actors)) {
      const sentence = `${command.type} is beyond the ceiling.`;
      await assertDenied(store, { ...command, condition }, 'exceeds_permissions', sentence);
    }
    const peer = suspendMember(fixture, { userId: actors.peerId, condition });
    assertOk(await store.apply(peer), 'A viewer is within the ceiling.');
  }),

  storeCase('an actor changes members and roles within its permissions', async (store) => {
    const fixture = await createFixture(store);
    const { viewerRoleId: roleId } = fixture;
    const { condition, peerId: userId, weakRoleId } = await createActors(fixture);
    const role = createRole(fixture, { name: 'Own' });
    for (const command of [
      addMember(fixture, { roleId }),
      updateMember(fixture, { userId, roleId: weakRoleId }),
      updateMember(fixture, { userId, roleId }),
      suspendMember(fixture, { userId }),
      resumeMember(fixture, { userId }),
      role,
      updateRole(fixture, { roleId: weakRoleId, permissions: ['view_sboms'] }),
      updateMember(fixture, { userId, roleId: role.roleId }),
      deleteRole(fixture, { roleId: role.roleId, successorRoleId: weakRoleId }),
      removeMember(fixture, { userId }),
      deleteRole(fixture, { roleId: weakRoleId }),
    ]) {
      assertOk(await store.apply({ ...command, condition }), `${command.type} is within its permissions.`);
    }
  }),

  storeCase('the role of a member counts as it is at the commit', async (store) => {
    const fixture = await createFixture(store);
    const { condition, peerId: userId, weakRoleId } = await createActors(fixture);
    const demote = updateMember(fixture, { userId, roleId: weakRoleId, condition });
    assertOk(await store.apply(updateMember(fixture, { userId, roleId: fixture.adminRoleId })), 'It grows.');
    await assertDenied(store, demote, 'exceeds_permissions', 'The member has more than the actor by then.');
    assertOk(await store.apply(updateMember(fixture, { userId })), 'The member is a viewer again.');
    assertOk(await store.apply(demote), 'Now it is within its permissions.');
  }),
];
