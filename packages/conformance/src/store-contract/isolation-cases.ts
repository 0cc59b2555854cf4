import { assertFailed, assertOk, assertSame, assertThat } from '../assertions.ts';
import { assertRefused } from './attempts.ts';
import {
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
  applyToToken,
  createFixture,
  issuePersonal,
  issueService,
  listAll,
  newestChange,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import {
  activateSecret,
  resumeToken,
  retireSecrets,
  revokeToken,
  rotateToken,
  suspendToken,
  updateToken,
} from './token-commands.ts';

export const isolationCases: readonly StoreCase[] = [
  storeCase('no read reaches into another organization', async (store) => {
    const mine = await createFixture(store);
    const other = await createFixture(store);
    const command = issuePersonal(mine);
    const token = await applyToToken(store, command);
    const { organizationId } = other;
    assertThat((await store.getMember(organizationId, mine.userId)) === null, 'A member is not found.');
    assertThat((await store.getRole(organizationId, mine.adminRoleId)) === null, 'A role is not found.');
    assertThat((await store.getToken(organizationId, token.id)) === null, 'A token is not found.');
    const found = await store.findToken(organizationId, [command.digest]);
    assertThat(found === null, 'A token is not found by its digest.');
    assertSame(await store.listSecrets(organizationId, token.id), [], 'Nor are its secrets.');
    const members = (await store.listMembers(organizationId)).map(({ userId }) => userId);
    assertSame(members, [other.userId], 'Members are one organization’s.');
    const roles = (await store.listRoles(organizationId)).map(({ id }) => id);
    assertSame(roles, [other.adminRoleId, other.viewerRoleId], 'Roles are one organization’s.');
    assertSame(await listAll(store, { organizationId }), [], 'Tokens are one organization’s.');
    assertSame(
      await listAll(store, { organizationId, ownerId: mine.userId }),
      [],
      'Nor does an owner’s id reach across.',
    );
  }),

  storeCase('no command reaches into another organization', async (store) => {
    const mine = await createFixture(store);
    const other = await createFixture(store);
    const issued = issueService(mine);
    const token = await applyToToken(store, issued);
    const rotate = rotateToken(token);
    const rotated = await applyToToken(store, rotate);
    const read = () => Promise.all([issued, rotate].map(({ digest }) => store.lookup([digest])));
    const records = await read();
    const newest = await newestChange(store);
    const { organizationId } = other;
    const commands = [
      [addMember(other, { roleId: mine.adminRoleId }), 'role_not_found'],
      [issuePersonal(other, { ownerId: mine.userId }), 'member_not_found'],
      [issueService(other, { roleId: mine.adminRoleId }), 'role_not_found'],
      [updateMember(other, { userId: mine.userId }), 'member_not_found'],
      [updateMember(other, { roleId: mine.viewerRoleId }), 'role_not_found'],
      [suspendMember(other, { userId: mine.userId }), 'member_not_found'],
      [resumeMember(other, { userId: mine.userId }), 'member_not_found'],
      [deleteRole(other, { successorRoleId: mine.viewerRoleId }), 'role_not_found'],
      [updateRole(other, { roleId: mine.viewerRoleId, name: 'x', permissions: [] }), 'role_not_found'],
      [updateToken(token, { organizationId, name: 'stolen', expiresAt: 1 }), 'token_not_found'],
      [suspendToken(token, { organizationId }), 'token_not_found'],
      [resumeToken(token, { organizationId }), 'token_not_found'],
      [rotateToken(token, { organizationId }), 'token_not_found'],
      [activateSecret(token, issued.digest, { organizationId }), 'token_not_found'],
      [retireSecrets(token, rotate.digest, { organizationId }), 'token_not_found'],
      [revokeToken(token, { organizationId }), 'token_not_found'],
    ] as const;
    for (const [command, reason] of commands) {
      assertFailed(await store.apply(command), reason, `${command.type} finds nothing there.`);
    }
    for (const command of [
      removeMember(other, { userId: mine.userId }),
      deleteRole(other, { roleId: mine.viewerRoleId }),
    ]) {
      assertSame(await store.apply(command), { ok: true }, `${command.type} finds nothing to do there.`);
    }
    assertThat((await newestChange(store)) === newest, 'There is no change.');
    assertSame(await store.getToken(mine.organizationId, token.id), rotated, 'The token is as it was.');
    assertSame(await read(), records, 'So are its secrets.');
    assertThat(
      (await store.getMember(mine.organizationId, mine.userId)) !== null,
      'No member must be removed.',
    );
    assertThat((await store.listMembers(organizationId)).length === 1, 'No member must be added.');
    assertSame(await listAll(store, { organizationId }), [], 'No token was made.');
  }),

  storeCase('no secret reaches into another organization', async (store) => {
    const mine = await createFixture(store);
    const other = await createFixture(store);
    const rotate = rotateToken(await applyToToken(store, issueService(mine)));
    await applyToToken(store, rotate);
    const token = await applyToToken(store, issueService(other));
    const { digest } = rotate;
    await assertRefused(store, rotateToken(token, { digest }), 'conflict', 'It cannot be taken.');
    await assertRefused(store, activateSecret(token, digest), 'secret_not_found', 'Nor reported.');
    await assertRefused(store, retireSecrets(token, digest), 'secret_not_found', 'Nor does it stay.');
    assertThat((await store.lookup([digest]))?.secretPending === true, 'It is still pending.');
  }),

  storeCase('what holds for one organization does not hold for another', async (store) => {
    const mine = await createFixture(store);
    const other = await createFixture(store);
    assertOk(await store.apply(addMember(other, { userId: mine.userId })), 'One user is in both.');
    const commands = [issuePersonal(mine), issueService(mine), issuePersonal(mine)];
    for (const command of commands) await applyToToken(store, command);
    const read = () => Promise.all(commands.map(({ digest }) => store.lookup([digest])));
    const records = await read();
    const theirs = issuePersonal(other, { ownerId: mine.userId });
    const token = await applyToToken(store, theirs);
    for (const command of [
      setPolicy(other),
      updateRole(other, { permissions: [] }),
      updateMember(other, { userId: mine.userId }),
      suspendMember(other, { userId: mine.userId }),
      resumeMember(other, { userId: mine.userId }),
      deleteRole(other, { successorRoleId: other.adminRoleId }),
      suspendToken(token),
      rotateToken(token),
      removeMember(other, { userId: mine.userId }),
    ]) {
      assertOk(await store.apply(command), `${command.type} succeeds there.`);
      assertSame(await read(), records, `${command.type} is of no effect here.`);
    }
    assertThat((await store.lookup([theirs.digest]))?.revokedAt !== null, 'There it was.');
    assertThat(
      (await store.getMember(mine.organizationId, mine.userId)) !== null,
      'The user is a member here.',
    );
  }),

  storeCase('an organization cannot rename a user for another one', async (store) => {
    const mine = await createFixture(store);
    const other = await createFixture(store);
    const before = await store.getMember(mine.organizationId, mine.userId);
    await store.apply(addMember(other, { userId: mine.userId, name: 'Mallory', email: 'm@example.com' }));
    assertSame(
      await store.getMember(mine.organizationId, mine.userId),
      before,
      'Whatever comes of it, the first organization sees no difference.',
    );
  }),
];
