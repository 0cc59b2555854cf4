import type { MemberView } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import { removeMember, updateMember } from './directory-commands.ts';
import {
  addMember,
  adminPermissions,
  applyToToken,
  createFixture,
  issuePersonal,
  issueService,
  newestChange,
  START,
  viewerPermissions,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { revokeToken, rotateToken, updateToken } from './token-commands.ts';

export const membershipCases: readonly StoreCase[] = [
  storeCase('update_member gives a member and their tokens another role', async (store) => {
    const fixture = await createFixture(store);
    const issued = issuePersonal(fixture);
    const service = issueService(fixture, { roleId: fixture.adminRoleId });
    for (const command of [issued, service]) await applyToToken(store, command);
    const before = await store.getMember(fixture.organizationId, fixture.userId);
    for (const [roleId, permissions] of [
      [fixture.viewerRoleId, viewerPermissions],
      [fixture.adminRoleId, adminPermissions],
    ] as const) {
      const role = await store.getRole(fixture.organizationId, roleId);
      const member = { ...before, role };
      const command = updateMember(fixture, { roleId });
      assertSame(
        await applyTwice(store, command),
        { ok: true, member },
        'The outcome must contain the member.',
      );
      assertSame(await store.getMember(fixture.organizationId, fixture.userId), member, 'It can be read.');
      assertSame(await store.listMembers(fixture.organizationId), [member], 'It is listed.');
      const record = await store.lookup([issued.digest]);
      assertSame(record?.rolePermissions, permissions, 'The next lookup has the role’s permissions.');
      const other = await store.lookup([service.digest]);
      assertSame(other?.rolePermissions, adminPermissions, 'A service token has its own.');
    }
  }),

  storeCase('update_member changes a name and an email address, and leaves what is absent', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId, userId, viewerRoleId, adminRoleId } = fixture;
    const issued = issuePersonal(fixture);
    await applyToToken(store, issued);
    const other = await createFixture(store);
    assertOk(await store.apply(addMember(other, { userId })), 'One user is in both.');
    const before = await store.getMember(other.organizationId, userId);
    const first = await store.getMember(organizationId, userId);
    assertThat(first !== null, 'The member can be read.');
    let member: MemberView = first;
    for (const update of [
      { name: 'Ada King' },
      { name: undefined, email: 'ada@king.example' },
      { roleId: undefined, name: null },
      { email: null },
      { name: 'Ada', email: 'ada@example.com', roleId: viewerRoleId },
      { roleId: adminRoleId },
    ]) {
      const { roleId = member.role.id, name = member.name, email = member.email } = update;
      const role = await store.getRole(organizationId, roleId);
      assertThat(role !== null, 'The role can be read.');
      member = { ...member, role, name, email };
      const command = updateMember(fixture, { roleId: undefined, ...update });
      assertSame(await applyTwice(store, command), { ok: true, member }, 'The outcome contains the member.');
      assertSame(await store.getMember(organizationId, userId), member, 'The member can be read.');
      const record = await store.lookup([issued.digest]);
      assertSame(record?.rolePermissions, role.permissions, 'The tokens have the role.');
    }
    const there = await store.getMember(other.organizationId, userId);
    assertSame(there, before, 'Another organization has its own name and address of the user.');
  }),

  storeCase('update_member fails without the member or the role, and leaves nothing', async (store) => {
    const fixture = await createFixture(store);
    const before = await store.listMembers(fixture.organizationId);
    const userId = crypto.randomUUID();
    await assertRefused(
      store,
      updateMember(fixture, { userId }),
      'member_not_found',
      'There is no such member.',
    );
    const roleless = updateMember(fixture, { roleId: crypto.randomUUID() });
    await assertRefused(store, roleless, 'role_not_found', 'There is no such role.');
    assertSame(await store.listMembers(fixture.organizationId), before, 'The members are as they were.');
  }),

  storeCase('remove_member ends the personal tokens of that member, and nothing else', async (store) => {
    const fixture = await createFixture(store);
    const colleague = addMember(fixture);
    assertOk(await store.apply(colleague), 'There is another member.');
    const actor = { kind: 'user', id: fixture.userId } as const;
    const own = issuePersonal(fixture, { actor });
    const old = issuePersonal(fixture, { actor });
    const service = issueService(fixture, { actor });
    const other = issuePersonal(fixture, { actor, ownerId: colleague.userId });
    const [token, gone, ...spared] = await Promise.all(
      [own, old, service, other].map((command) => applyToToken(store, command)),
    );
    assertThat(token !== undefined && gone !== undefined, 'The tokens are made.');
    const rotate = rotateToken(token);
    const rotated = await applyToToken(store, rotate);
    const revoked = await applyToToken(store, revokeToken(gone, { at: START + 2 }));

    const command = removeMember(fixture, { at: START + 5 });
    assertSame(await applyTwice(store, command), { ok: true }, 'It succeeds.');
    assertThat(
      (await store.getMember(fixture.organizationId, fixture.userId)) === null,
      'The member is gone.',
    );
    const members = (await store.listMembers(fixture.organizationId)).map(({ userId }) => userId);
    assertSame(members, [colleague.userId], 'The other one stays.');
    const ended = { ...rotated, revokedAt: START + 5, updatedAt: START + 5 };
    assertSame(await store.getToken(fixture.organizationId, token.id), ended, 'The token is revoked.');
    assertSame(
      await store.getToken(fixture.organizationId, gone.id),
      revoked,
      'One that was keeps its time.',
    );
    for (const digest of [own.digest, rotate.digest]) {
      const record = await store.lookup([digest]);
      assertSame([record?.revokedAt, record?.ownerPresent], [START + 5, false], 'Every lookup knows.');
    }
    for (const view of spared) {
      assertSame(
        await store.getToken(fixture.organizationId, view.id),
        view,
        'Other tokens are as they were.',
      );
    }
    const record = await store.lookup([service.digest]);
    assertSame(
      [record?.revokedAt, record?.ownerPresent, record?.rolePermissions],
      [null, true, viewerPermissions],
      'A service token outlives who made it.',
    );
    await assertRefused(store, issuePersonal(fixture), 'member_not_found', 'They get no other token.');
    await assertRefused(store, updateMember(fixture), 'member_not_found', 'Nor another role.');
  }),

  storeCase('remove_member of who is no member does nothing, and succeeds', async (store) => {
    const fixture = await createFixture(store);
    const before = await store.listMembers(fixture.organizationId);
    const newest = await newestChange(store);
    for (const overrides of [{ userId: crypto.randomUUID() }, { organizationId: crypto.randomUUID() }]) {
      assertSame(await store.apply(removeMember(fixture, overrides)), { ok: true }, 'It succeeds.');
    }
    assertThat((await newestChange(store)) === newest, 'There is no change.');
    assertSame(await store.listMembers(fixture.organizationId), before, 'The members are as they were.');
  }),

  storeCase('who is removed and invited again has none of the old tokens', async (store) => {
    const fixture = await createFixture(store);
    const old = issuePersonal(fixture);
    const token = await applyToToken(store, old);
    const rotate = rotateToken(token);
    await applyToToken(store, rotate);
    await applyTwice(store, removeMember(fixture, { at: START + 5 }));
    const invitation = addMember(fixture, {
      userId: fixture.userId,
      name: 'Ada King',
      email: 'ada@king.example',
      roleId: fixture.viewerRoleId,
      at: START + 6,
    });
    const { member } = await applyTwice(store, invitation);
    assertSame(
      [member.name, member.email, member.role.id, member.createdAt],
      ['Ada King', 'ada@king.example', fixture.viewerRoleId, START + 6],
      'They are a new member.',
    );
    for (const digest of [old.digest, rotate.digest]) {
      assertThat((await store.lookup([digest]))?.revokedAt === START + 5, 'The old token is revoked.');
    }
    const update = updateToken(token, { expiresAt: null, at: START + 7 });
    await assertRefused(store, update, 'revoked', 'Nothing revives it.');
    const fresh = issuePersonal(fixture);
    await applyToToken(store, fresh);
    const record = await store.lookup([fresh.digest]);
    assertSame(record?.rolePermissions, viewerPermissions, 'A new token has the new role.');
    assertSame(await store.apply(removeMember(fixture)), { ok: true }, 'They can be removed again.');
    assertThat((await store.lookup([fresh.digest]))?.ownerPresent === false, 'And that ends the new token.');
  }),
];
