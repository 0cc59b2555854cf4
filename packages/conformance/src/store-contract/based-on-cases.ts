import type { Command } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import {
  createRole,
  deleteRole,
  removeMember,
  resumeMember,
  setPolicy,
  suspendMember,
  updateMember,
  updateRole,
} from './directory-commands.ts';
import {
  addMember,
  changesAfter,
  createFixture,
  type Fixture,
  issueService,
  newestChange,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';

/** Commands that copy something, and commands that another process applies to the same meanwhile. */
const races = (fixture: Fixture): readonly (readonly [copies: Command, meanwhile: readonly Command[]])[] => {
  const { adminRoleId: roleId, viewerRoleId } = fixture;
  const added = addMember(fixture);
  const { userId } = added;
  const role = createRole(fixture, { name: 'Auditor' });
  return [
    [
      updateMember(fixture, { roleId: viewerRoleId }),
      [updateMember(fixture), updateMember(fixture, { roleId })],
    ],
    [updateMember(fixture, { name: 'Ada King' }), [updateMember(fixture), updateMember(fixture, { roleId })]],
    [suspendMember(fixture), [suspendMember(fixture), resumeMember(fixture)]],
    [added, [added, removeMember(fixture, { userId })]],
    [updateRole(fixture, { permissions: ['fly'] }), [updateRole(fixture, { permissions: [] })]],
    [
      role,
      [
        role,
        updateRole(fixture, { roleId: role.roleId, permissions: [] }),
        deleteRole(fixture, { roleId: role.roleId }),
      ],
    ],
    [deleteRole(fixture), [updateRole(fixture, { permissions: ['view_users'] })]],
    [removeMember(fixture), [updateMember(fixture), updateMember(fixture, { roleId })]],
  ];
};

export const basedOnCases: readonly StoreCase[] = [
  storeCase('a command that is based on an older reading is outdated', async (store) => {
    const count = races(await createFixture(store)).length;
    for (let index = 0; index < count; index += 1) {
      const fixture = await createFixture(store);
      const [copies, meanwhile] = races(fixture)[index] ?? [];
      assertThat(copies !== undefined && meanwhile !== undefined, 'There is such a race.');
      const basedOn = await newestChange(store);
      for (const command of meanwhile) assertOk(await store.apply(command), `${command.type} succeeds.`);
      const state = async () => [
        await store.listMembers(fixture.organizationId),
        await store.listRoles(fixture.organizationId),
      ];
      const before = await state();
      await assertRefused(store, { ...copies, basedOn }, 'outdated', `An older ${copies.type} is outdated.`);
      assertSame(await state(), before, 'Nothing has changed.');
      assertOk(
        await store.apply({ ...copies, basedOn: await newestChange(store) }),
        'A new reading is applied.',
      );
    }
  }),

  storeCase('a reading is outdated by changes of the same, and of the whole organization', async (store) => {
    const fixture = await createFixture(store);
    const other = await createFixture(store);
    const colleague = addMember(fixture);
    assertOk(await store.apply(colleague), 'There is another member.');
    const basedOn = await newestChange(store);
    for (const command of [
      updateMember(fixture, { userId: colleague.userId }),
      updateRole(fixture, { permissions: [] }),
      issueService(fixture),
      updateMember(other),
      setPolicy(other),
      addMember(other, { userId: fixture.userId }),
    ]) {
      assertOk(await store.apply(command), `${command.type} succeeds.`);
    }
    const demote = updateMember(fixture, { basedOn });
    assertOk(await store.apply(demote), 'Changes of others do not matter.');
    const role = updateRole(other, { permissions: [], basedOn });
    await assertRefused(store, role, 'outdated', 'A change of the whole organization does.');
  }),

  storeCase(
    'a command that is based on a reading outdates the older ones, whatever it changes',
    async (store) => {
      const fixture = await createFixture(store);
      const { organizationId, userId, adminRoleId: roleId, viewerRoleId } = fixture;
      const [unknown, missing] = [crypto.randomUUID(), crypto.randomUUID()];
      for (const [command, subject] of [
        [updateMember(fixture, { roleId }), { userId }],
        [updateMember(fixture, { roleId, name: 'Ada King' }), { userId }],
        [removeMember(fixture, { userId: unknown }), { userId: unknown }],
        [updateRole(fixture), { roleId: viewerRoleId }],
        [updateRole(fixture, { name: 'Watcher' }), { roleId: viewerRoleId }],
        [deleteRole(fixture, { roleId: missing }), { roleId: missing }],
        [setPolicy(fixture, { policy: {} }), {}],
      ] as const) {
        const basedOn = await newestChange(store);
        await applyTwice(store, { ...command, basedOn });
        const row = { tokenId: null, userId: null, roleId: null, organizationId, ...subject };
        const changes = (await changesAfter(store, basedOn)).map(({ sequence: _, mark: __, ...ids }) => ids);
        assertSame(changes, [row], `${command.type} adds one row, also if it changes nothing.`);
      }
      const basedOn = await newestChange(store);
      assertOk(await store.apply(updateMember(fixture, { roleId, basedOn })), 'The copy is confirmed.');
      const demote = updateMember(fixture, { roleId: viewerRoleId, basedOn });
      await assertRefused(store, demote, 'outdated', 'An older reading is outdated by it.');
      const added = addMember(fixture, { userId: unknown });
      const reading = await newestChange(store);
      assertOk(
        await store.apply(removeMember(fixture, { userId: unknown, basedOn: reading })),
        'The user is no member.',
      );
      await assertRefused(store, { ...added, basedOn: reading }, 'outdated', 'So the user is not added.');
      const later = (await newestChange(store)) + 5;
      await assertRefused(store, { ...added, basedOn: later }, 'outdated', 'The log has no such change.');
    },
  ),
];
