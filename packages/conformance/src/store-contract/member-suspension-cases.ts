import { assertOk, assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import { removeMember, resumeMember, suspendMember, updateMember } from './directory-commands.ts';
import { addMember, applyToToken, createFixture, issuePersonal, issueService, START } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';

export const memberSuspensionCases: readonly StoreCase[] = [
  storeCase('suspend_member stops the personal tokens of a member until resume_member', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId, userId } = fixture;
    const colleague = addMember(fixture);
    assertOk(await store.apply(colleague), 'There is another member.');
    const own = issuePersonal(fixture);
    const others = [issuePersonal(fixture, { ownerId: colleague.userId }), issueService(fixture)];
    for (const command of [own, ...others]) await applyToToken(store, command);
    const before = await store.getMember(organizationId, userId);
    const token = await store.getToken(organizationId, own.tokenId);

    for (const [command, suspendedAt] of [
      [suspendMember(fixture, { at: START + 5 }), START + 5],
      [resumeMember(fixture, { at: START + 9 }), null],
    ] as const) {
      const member = { ...before, suspendedAt };
      assertSame(await applyTwice(store, command), { ok: true, member }, 'The outcome contains the member.');
      assertSame(await store.getMember(organizationId, userId), member, 'The member can be read.');
      assertSame((await store.listMembers(organizationId))[0], member, 'The member is listed.');
      const record = await store.lookup([own.digest]);
      assertSame(
        [record?.ownerSuspendedAt, record?.ownerPresent, record?.suspendedAt, record?.revokedAt],
        [suspendedAt, true, null, null],
        'The lookup of a personal token has the suspension of its owner.',
      );
      assertSame(await store.getToken(organizationId, own.tokenId), token, 'The token itself is unchanged.');
      for (const { digest } of others) {
        const other = await store.lookup([digest]);
        assertThat(other?.ownerSuspendedAt === null, 'No other token is concerned.');
      }
    }
  }),

  storeCase(
    'a suspension of a member keeps its first time, and another role does not end it',
    async (store) => {
      const fixture = await createFixture(store);
      const { organizationId, userId } = fixture;
      assertOk(await store.apply(suspendMember(fixture, { at: START + 5 })), 'The member is suspended.');
      const again = await store.apply(suspendMember(fixture, { at: START + 9 }));
      assertOk(again, 'To suspend again succeeds.');
      assertThat(again.member.suspendedAt === START + 5, 'The time is the first one.');
      assertOk(await store.apply(updateMember(fixture)), 'A suspended member can get another role.');
      const member = await store.getMember(organizationId, userId);
      assertSame(
        [member?.role.id, member?.suspendedAt],
        [fixture.viewerRoleId, START + 5],
        'The member has the role and is still suspended.',
      );
    },
  ),

  storeCase('suspend_member and resume_member fail for a user who is not a member', async (store) => {
    const fixture = await createFixture(store);
    const userId = crypto.randomUUID();
    for (const command of [suspendMember(fixture, { userId }), resumeMember(fixture, { userId })]) {
      await assertRefused(store, command, 'member_not_found', 'There is no such member.');
    }
  }),

  storeCase('a member who is removed while suspended and added again is active', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId, userId } = fixture;
    const old = issuePersonal(fixture);
    await applyToToken(store, old);
    assertOk(await store.apply(suspendMember(fixture)), 'The member is suspended.');
    await applyTwice(store, removeMember(fixture, { at: START + 5 }));
    const { member } = await applyTwice(store, addMember(fixture, { userId, at: START + 6 }));
    assertThat(member.suspendedAt === null, 'The new membership is active.');
    const fresh = issuePersonal(fixture);
    await applyToToken(store, fresh);
    assertThat((await store.lookup([fresh.digest]))?.ownerSuspendedAt === null, 'A new token works.');
    assertThat((await store.lookup([old.digest]))?.revokedAt === START + 5, 'The old token stays revoked.');
    assertThat((await store.getMember(organizationId, userId))?.suspendedAt === null, 'It can be read.');
  }),

  storeCase('a suspension in one organization is none in another', async (store) => {
    const mine = await createFixture(store);
    const other = await createFixture(store);
    assertOk(await store.apply(addMember(other, { userId: mine.userId })), 'One user is in both.');
    const issued = [issuePersonal(mine), issuePersonal(other, { ownerId: mine.userId })] as const;
    for (const command of issued) await applyToToken(store, command);
    assertOk(await store.apply(suspendMember(other, { userId: mine.userId })), 'The member is suspended.');
    const [here, there] = await Promise.all(issued.map(({ digest }) => store.lookup([digest])));
    assertSame(
      [here?.ownerSuspendedAt, there?.ownerSuspendedAt],
      [null, START],
      'Only the token of that organization is concerned.',
    );
  }),
];
