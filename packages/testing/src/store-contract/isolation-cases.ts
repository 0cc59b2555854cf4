import { assertFailed, assertSame, assertThat } from './assertions.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import {
  addMember,
  applyToToken,
  createWorld,
  issuePersonal,
  issueService,
  newestChange,
  revokeToken,
  updateToken,
} from './world.ts';

export const isolationCases: readonly StoreCase[] = [
  storeCase('no read reaches into another organization', async (store) => {
    const mine = await createWorld(store);
    const other = await createWorld(store);
    const command = issuePersonal(mine);
    const token = await applyToToken(store, command);
    const { organizationId } = other;
    assertThat((await store.getMember(organizationId, mine.userId)) === null, 'A member is not found.');
    assertThat((await store.getRole(organizationId, mine.adminRoleId)) === null, 'A role is not found.');
    assertThat((await store.getToken(organizationId, token.id)) === null, 'A token is not found.');
    const found = await store.findToken(organizationId, [command.digest]);
    assertThat(found === null, 'A token is not found by its digest.');
    const members = (await store.listMembers(organizationId)).map(({ userId }) => userId);
    assertSame(members, [other.userId], 'Members are one organization’s.');
    const roles = (await store.listRoles(organizationId)).map(({ id }) => id);
    assertSame(roles, [other.adminRoleId, other.viewerRoleId], 'Roles are one organization’s.');
    assertSame(await store.listTokens({ organizationId }), [], 'Tokens are one organization’s.');
    assertSame(
      await store.listTokens({ organizationId, ownerId: mine.userId }),
      [],
      'Nor does an owner’s id reach across.',
    );
  }),

  storeCase('no command reaches into another organization', async (store) => {
    const mine = await createWorld(store);
    const other = await createWorld(store);
    const issued = issueService(mine);
    const token = await applyToToken(store, issued);
    const newest = await newestChange(store);
    const { organizationId } = other;
    const commands = [
      [addMember(other, { roleId: mine.adminRoleId }), 'role_not_found'],
      [issuePersonal(other, { ownerId: mine.userId }), 'member_not_found'],
      [issueService(other, { roleId: mine.adminRoleId }), 'role_not_found'],
      [updateToken(token, { organizationId, name: 'stolen', expiresAt: 1 }), 'token_not_found'],
      [revokeToken(token, { organizationId }), 'token_not_found'],
    ] as const;
    for (const [command, reason] of commands) {
      assertFailed(await store.apply(command), reason, `${command.type} finds nothing there.`);
    }
    assertThat((await newestChange(store)) === newest, 'There is no change.');
    assertSame(await store.getToken(mine.organizationId, token.id), token, 'The token is as it was.');
    assertThat((await store.lookup([issued.digest]))?.revokedAt === null, 'The token lives.');
    assertThat((await store.listMembers(organizationId)).length === 1, 'Nobody was added.');
    assertSame(await store.listTokens({ organizationId }), [], 'No token was made.');
  }),

  storeCase('an organization cannot rename a user for another one', async (store) => {
    const mine = await createWorld(store);
    const other = await createWorld(store);
    const before = await store.getMember(mine.organizationId, mine.userId);
    await store.apply(addMember(other, { userId: mine.userId, name: 'Mallory', email: 'm@example.com' }));
    assertSame(
      await store.getMember(mine.organizationId, mine.userId),
      before,
      'Whatever comes of it, the first organization sees no difference.',
    );
  }),
];
