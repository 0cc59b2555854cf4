import { assertFailed, assertOk, assertSame, assertThat } from '../assertions.ts';
import { adminPermissions, createOrganization, newestChange, START } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';

export const organizationCases: readonly StoreCase[] = [
  storeCase('an empty store finds nothing', async (store) => {
    const id = crypto.randomUUID();
    assertSame(await store.listOrganizations(), [], 'An empty store lists no organization.');
    assertThat((await store.getOrganization(id)) === null, 'An unknown organization is null.');
    assertSame(await store.listMembers(id), [], 'An unknown organization has no members.');
    assertSame(await store.listRoles(id), [], 'An unknown organization has no roles.');
    assertSame(await store.listTokens({ organizationId: id }), [], 'An unknown organization has no tokens.');
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
      policy: { allowedNetworks: null },
      createdAt: START,
      updatedAt: START,
    };
    assertSame(outcome, { ok: true, organization: expected }, 'The outcome must contain the organization.');
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

  storeCase('an organization id that is taken is a conflict, and changes nothing', async (store) => {
    const command = createOrganization();
    assertOk(await store.apply(command), 'The first is made.');
    const newest = await newestChange(store);
    const others = [
      { ...command, name: 'Umbrella' },
      { ...command, roles: command.roles.slice(1) },
      { ...command, roles: command.roles.map((role) => ({ ...role, permissions: ['delete_organization'] })) },
    ];
    for (const other of others) {
      assertFailed(await store.apply(other), 'conflict', 'Other content under the same id is a conflict.');
    }
    const roles = command.roles.map((role) => ({ ...role, organizationId: command.organizationId }));
    assertSame(await store.listRoles(command.organizationId), roles, 'The roles are the first ones.');
    const organization = await store.getOrganization(command.organizationId);
    assertThat(organization?.name === command.name, 'The name is the first one.');
    assertThat((await newestChange(store)) === newest, 'There is no change.');
  }),
];
