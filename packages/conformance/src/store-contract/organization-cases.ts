import { assertFailed, assertOk, assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import {
  addMember,
  adminPermissions,
  base,
  changesAfter,
  createFixture,
  createOrganization,
  defaultPolicy,
  issuePersonal,
  listAll,
  newestChange,
  START,
  viewerPermissions,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';

export const organizationCases: readonly StoreCase[] = [
  storeCase('an empty store finds nothing', async (store) => {
    const id = crypto.randomUUID();
    assertSame(await store.listOrganizations(), [], 'An empty store lists no organization.');
    assertThat((await store.getOrganization(id)) === null, 'An unknown organization is null.');
    assertSame(await store.listMembers(id), [], 'An unknown organization has no members.');
    assertSame(await store.listRoles(id), [], 'An unknown organization has no roles.');
    assertSame(await listAll(store, { organizationId: id }), [], 'An unknown organization has no tokens.');
  }),

  storeCase('an organization is made with its roles, in their order', async (store) => {
    const roles = ['Admin', 'Operator', 'Viewer', 'Zebra', 'Aardvark'].map((name, index) => ({
      id: crypto.randomUUID(),
      name,
      permissions: index === 4 ? [] : adminPermissions,
      system: index < 3,
    }));
    const command = createOrganization({ roles });
    const { organizationId } = command;
    const outcome = await store.apply(command);
    const expected = {
      id: organizationId,
      name: 'Acme Corp',
      policy: defaultPolicy,
      createdAt: START,
      updatedAt: START,
    };
    assertSame(
      outcome,
      { ok: true, organization: expected, admin: null },
      'The outcome must contain the organization.',
    );
    assertSame(await store.getOrganization(organizationId), expected, 'It can be read.');
    assertSame(await store.listOrganizations(), [expected], 'It is listed.');
    const views = roles.map((role) => ({ ...role, organizationId }));
    assertSame(await store.listRoles(organizationId), views, 'The roles are as they were sent.');
    for (const view of views) {
      assertSame(await store.getRole(organizationId, view.id), view, 'Each role can be read.');
    }
    assertThat((await store.getRole(organizationId, 'other')) === null, 'An unknown role is null.');
  }),

  storeCase('organizations are listed oldest first, whatever their ids', async (store) => {
    const commands = [0, 1, 2, 3].map((day) => createOrganization({ at: START + day, name: `day ${day}` }));
    for (const command of commands) assertOk(await store.apply(command), 'Each is made.');
    const names = (await store.listOrganizations()).map((organization) => organization.name);
    assertSame(names, ['day 0', 'day 1', 'day 2', 'day 3'], 'The oldest is first.');
  }),

  storeCase('create_organization sent twice makes one', async (store) => {
    const command = createOrganization();
    const first = await store.apply(command);
    const newest = await newestChange(store);
    assertSame(await store.apply(command), first, 'The second outcome must equal the first.');
    assertThat((await newestChange(store)) === newest, 'The second adds no change.');
    assertThat((await store.listOrganizations()).length === 1, 'There is one organization.');
    assertThat((await store.listRoles(command.organizationId)).length === 2, 'It has its two roles.');
  }),

  storeCase('an organization that exists stays as it is', async (store) => {
    const command = createOrganization();
    const first = await store.apply(command);
    assertOk(first, 'The first is created.');
    const newest = await newestChange(store);
    const admin = { userId: 'eve', name: 'Eve', email: null, roleId: command.roles[0]?.id ?? '' };
    const others = [
      { ...command, name: 'Umbrella' },
      { ...command, admin },
      { ...command, roles: command.roles.slice(1) },
      { ...command, roles: command.roles.map((role) => ({ ...role, permissions: ['delete_organization'] })) },
    ];
    for (const other of others) {
      assertSame(await store.apply(other), first, 'The outcome has the organization as it is.');
    }
    const roles = command.roles.map((role) => ({ ...role, organizationId: command.organizationId }));
    assertSame(await store.listRoles(command.organizationId), roles, 'The roles are the first ones.');
    assertSame(await store.listMembers(command.organizationId), [], 'It has no other member.');
    const organization = await store.getOrganization(command.organizationId);
    assertThat(organization?.name === command.name, 'The name is the first one.');
    assertThat((await newestChange(store)) === newest, 'There is no change.');
  }),

  storeCase('an organization is created together with its administrator', async (store) => {
    const created = createOrganization();
    const [role] = created.roles;
    const { organizationId } = created;
    const admin = { userId: crypto.randomUUID(), name: null, email: null, roleId: role?.id ?? '' };
    const command = { ...created, admin };
    const { userId, name, email } = admin;
    const member = {
      ...{ organizationId, userId, name, email },
      role: { ...role, organizationId },
      createdAt: START,
      suspendedAt: null,
    };
    const outcome = await store.apply(command);
    assertThat(outcome.ok, 'It is created.');
    assertSame(outcome.admin, member, 'The outcome must contain the administrator.');
    assertSame(await store.listMembers(organizationId), [member], 'The administrator is a member.');
    assertSame(await store.apply(command), outcome, 'The second outcome must equal the first.');
    const guard = { administratorRoleName: 'Owner' };
    const removed = { ...base, ...guard, type: 'remove_member', organizationId, userId } as const;
    assertOk(await store.apply(removed), 'The administrator is removed.');
    assertSame(
      await store.apply(command),
      { ...outcome, admin: null },
      'The command does not bring them back.',
    );
    assertSame(await store.listMembers(organizationId), [], 'There is no member.');
  }),

  storeCase('an administrator without a role of the organization leaves nothing', async (store) => {
    const command = createOrganization();
    const admin = { userId: 'ada', name: null, email: null, roleId: 'other' };
    assertFailed(await store.apply({ ...command, admin }), 'role_not_found', 'There is no such role.');
    assertSame(await store.listOrganizations(), [], 'There is no organization.');
    assertOk(await store.apply(command), 'The id is not taken.');
  }),

  storeCase('a name or an address of a user in one organization is not that in another', async (store) => {
    const [first, second] = [await createFixture(store), await createFixture(store)];
    const { userId } = first;
    for (const [fixture, name, email] of [
      [second, 'Ada King', 'ada@king.example'],
      [await createFixture(store), null, null],
    ] as const) {
      const { organizationId } = fixture;
      assertOk(await store.apply(addMember(fixture, { userId, name, email })), 'The user is added.');
      const member = await store.getMember(organizationId, userId);
      assertSame([member?.name, member?.email], [name, email], 'There it has this name and address.');
    }
    const here = await store.getMember(first.organizationId, userId);
    assertSame([here?.name, here?.email], ['Ada Lovelace', 'ada@example.com'], 'Here it keeps its own.');
  }),

  storeCase('set_system_roles changes and adds system roles, and nothing else', async (store) => {
    const fixture = await createFixture(store);
    const other = await createFixture(store);
    const { organizationId, adminRoleId } = fixture;
    const issued = issuePersonal(fixture);
    assertOk(await store.apply(issued), 'A token is created.');
    const before = await store.listRoles(organizationId);
    const robot = { id: 'robot', name: 'Robot', permissions: ['view_sboms'] };
    const roles = [{ id: 'admin', name: 'Admin', permissions: ['view_sboms', 'fly'] }, robot];
    const command = { ...base, type: 'set_system_roles', organizationId, roles } as const;
    const newest = await newestChange(store);
    const outcome = await applyTwice(store, command);
    const expected = [
      { id: adminRoleId, organizationId, name: 'Admin', permissions: ['view_sboms', 'fly'], system: true },
      { ...robot, organizationId, system: true },
    ];
    assertSame(outcome.roles, expected, 'The outcome has the roles, with the ids that they had.');
    assertSame(
      await store.listRoles(organizationId),
      [expected[0], before[1], expected[1]],
      'A role of the same name is changed, a new one is added, and others stay.',
    );
    const record = await store.lookup([issued.digest]);
    assertSame(record?.rolePermissions, ['view_sboms', 'fly'], 'The next lookup has the new permissions.');
    assertThat((await changesAfter(store, newest)).length === 1, 'There is one change.');
    const there = await store.getRole(other.organizationId, other.adminRoleId);
    assertSame(there?.permissions, adminPermissions, 'Another organization keeps its roles.');

    const less = { ...command, roles: [robot] };
    assertSame((await applyTwice(store, less)).roles, [expected[1]], 'One that is not named stays.');
    assertThat((await store.listRoles(organizationId)).length === 3, 'All roles are there.');
  }),

  storeCase(
    'set_system_roles fails without its organization, or if a custom role has the id or the name',
    async (store) => {
      const { organizationId, viewerRoleId } = await createFixture(store);
      const roles = [{ id: viewerRoleId, name: 'Guest', permissions: adminPermissions }];
      const command = { ...base, type: 'set_system_roles', organizationId, roles } as const;
      await assertRefused(store, command, 'conflict', 'A custom role has this id.');
      const custom = await store.getRole(organizationId, viewerRoleId);
      assertSame(custom?.permissions, viewerPermissions, 'The custom role keeps its permissions.');
      const taken = { ...command, roles: [{ id: 'new', name: 'Viewer', permissions: adminPermissions }] };
      await assertRefused(store, taken, 'conflict', 'A custom role has the name of the new one.');
      for (const [name, composed] of [['Caf\u00e9', 'Cafe\u0301']] as const) {
        const role = { ...base, organizationId, permissions: [], limit: null } as const;
        const create = { ...role, type: 'create_role', roleId: 'cafe', name } as const;
        assertOk(await store.apply(create), 'A custom role is created.');
        const same = { ...command, roles: [{ id: 'new', name: composed, permissions: adminPermissions }] };
        await assertRefused(store, same, 'conflict', 'The names are compared however they are composed.');
      }
      assertThat((await store.getRole(organizationId, 'new')) === null, 'There is no such role.');
      const nowhere = { ...command, organizationId: crypto.randomUUID() };
      await assertRefused(store, nowhere, 'organization_not_found', 'There is no such organization.');
    },
  ),
];
