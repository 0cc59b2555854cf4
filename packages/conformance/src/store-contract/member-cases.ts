import { assertFailed, assertOk, assertSame, assertThat } from '../assertions.ts';
import { addMember, adminPermissions, createFixture, DAY, newestChange, START } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';

export const memberCases: readonly StoreCase[] = [
  storeCase('a member is added with a role', async (store) => {
    const fixture = await createFixture(store);
    const command = addMember(fixture, { at: START + DAY, name: 'Grace Hopper', email: 'grace@example.com' });
    const member = {
      organizationId: fixture.organizationId,
      userId: command.userId,
      name: 'Grace Hopper',
      email: 'grace@example.com',
      role: {
        id: fixture.adminRoleId,
        organizationId: fixture.organizationId,
        name: 'Admin',
        permissions: adminPermissions,
        system: true,
      },
      createdAt: START + DAY,
      suspendedAt: null,
    };
    assertSame(await store.apply(command), { ok: true, member }, 'The outcome must contain the member.');
    assertSame(await store.getMember(fixture.organizationId, command.userId), member, 'It can be read.');
    const members = await store.listMembers(fixture.organizationId);
    assertSame(members[1], member, 'It is listed behind the older one.');
    assertThat(members.length === 2, 'No other member must be listed.');
    assertThat((await store.getMember(fixture.organizationId, 'other')) === null, 'Others are null.');
  }),

  storeCase('add_member sent twice adds one', async (store) => {
    const fixture = await createFixture(store);
    const command = addMember(fixture);
    const first = await store.apply(command);
    const newest = await newestChange(store);
    assertSame(await store.apply(command), first, 'The second outcome must equal the first.');
    assertThat((await newestChange(store)) === newest, 'The second adds no change.');
    assertThat((await store.listMembers(fixture.organizationId)).length === 2, 'There is one more member.');
  }),

  storeCase('add_member fails without its organization or its role, and leaves nothing', async (store) => {
    const fixture = await createFixture(store);
    const newest = await newestChange(store);
    const nowhere = addMember(fixture, { organizationId: crypto.randomUUID() });
    assertFailed(await store.apply(nowhere), 'organization_not_found', 'There is no such organization.');
    const roleless = addMember(fixture, { roleId: crypto.randomUUID() });
    assertFailed(await store.apply(roleless), 'role_not_found', 'There is no such role.');
    assertThat((await newestChange(store)) === newest, 'There is no change.');
    assertThat((await store.listMembers(fixture.organizationId)).length === 1, 'There is no new member.');
    const again = addMember(fixture, { userId: roleless.userId, name: 'Another Name' });
    assertOk(await store.apply(again), 'What failed does not take the user id.');
  }),

  storeCase('a member cannot be added again with another role', async (store) => {
    const fixture = await createFixture(store);
    const command = addMember(fixture, { roleId: fixture.viewerRoleId });
    assertOk(await store.apply(command), 'The member is added.');
    const newest = await newestChange(store);
    const other = { ...command, roleId: fixture.adminRoleId };
    assertFailed(await store.apply(other), 'conflict', 'Another role is a conflict.');
    const member = await store.getMember(fixture.organizationId, command.userId);
    assertThat(member?.role.id === fixture.viewerRoleId, 'The role is the first one.');
    assertThat((await newestChange(store)) === newest, 'There is no change.');
  }),

  storeCase('one user can be a member of two organizations, with a role in each', async (store) => {
    const first = await createFixture(store);
    const second = await createFixture(store);
    const same = { userId: first.userId, roleId: second.viewerRoleId };
    assertOk(await store.apply(addMember(second, same)), 'The user joins the other organization.');
    const there = await store.getMember(second.organizationId, first.userId);
    assertThat(there?.role.id === second.viewerRoleId, 'There it has the one role.');
    const here = await store.getMember(first.organizationId, first.userId);
    assertThat(here?.role.id === first.adminRoleId, 'Here it has the other.');
  }),
];
