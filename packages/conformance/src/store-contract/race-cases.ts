import type { Command, Store } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
import { networks, removeMember, setPolicy, updateMember, updateRole } from './directory-commands.ts';
import {
  applyToToken,
  createFixture,
  type Fixture,
  issuePersonal,
  issueService,
  listAll,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { activateSecret, resumeToken, revokeToken, rotateToken, suspendToken } from './token-commands.ts';

const ROUNDS = 6;

/** Sends all at once, in the one order and in the other: every second round begins at the end. */
function sendAll(store: Store, commands: readonly Command[], round: number) {
  const ordered = round % 2 === 0 ? commands : [...commands].reverse();
  return Promise.all(ordered.map(async (command) => ({ command, outcome: await store.apply(command) })));
}

/** Runs a race some times, each in an organization of its own. */
const raceCase = (name: string, race: (store: Store, fixture: Fixture, round: number) => Promise<void>) =>
  storeCase(name, async (store) => {
    for (let round = 0; round < ROUNDS; round += 1) await race(store, await createFixture(store), round);
  });

export const raceCases: readonly StoreCase[] = [
  raceCase(
    'two rotations at once: both succeed, and the secret that is replaced drains',
    async (store, fixture) => {
      const issued = issueService(fixture);
      const token = await applyToToken(store, issued);
      const rotations = [rotateToken(token, { mask: 'first' }), rotateToken(token, { mask: 'second' })];
      for (const { outcome } of await sendAll(store, rotations, 0)) assertOk(outcome, 'It succeeds.');
      const [old, ...records] = await Promise.all(
        [issued, ...rotations].map(({ digest }) => store.lookup([digest])),
      );
      const ends = records.map((record) => [record?.secretPending, record?.secretExpiresAt]);
      ends.sort(([one], [other]) => Number(one) - Number(other));
      const drains = [false, rotations[0]?.drainUntil];
      assertSame(ends, [drains, [true, null]], 'One of the new secrets is pending, and the other drains.');
      assertThat(old?.secretExpiresAt === rotations[0]?.overlapUntil, 'The one in use has the overlap.');
      const newest = rotations[records.findIndex((record) => record?.secretPending)];
      const view = await store.getToken(fixture.organizationId, token.id);
      assertThat(view?.mask === newest?.mask, 'The mask is the pending one’s.');
    },
  ),

  raceCase(
    'revoking at the same time as anything else: the token stays revoked',
    async (store, fixture, round) => {
      const issued = issueService(fixture);
      const token = await applyToToken(store, issued);
      const rotate = rotateToken(token);
      const revoke = revokeToken(token, { at: START + 2 });
      const commands = [
        suspendToken(token),
        rotate,
        revoke,
        resumeToken(token),
        activateSecret(token, issued.digest),
      ];
      for (const { command, outcome } of await sendAll(store, commands, round)) {
        assertThat(
          outcome.ok || outcome.reason === 'revoked',
          `${command.type} succeeds, or comes too late.`,
        );
      }
      for (const digest of [issued.digest, rotate.digest]) {
        const record = await store.lookup([digest]);
        assertThat(record === null || record.revokedAt === START + 2, 'No secret of it is of a live token.');
      }
      assertThat((await store.lookup([issued.digest])) !== null, 'Its first secret is still known.');
      const view = await store.getToken(fixture.organizationId, token.id);
      assertThat(view?.revokedAt === START + 2, 'It can be read as revoked.');
    },
  ),

  raceCase('a first use at the same time as a rotation: both succeed', async (store, fixture, round) => {
    const token = await applyToToken(store, issueService(fixture));
    const first = rotateToken(token);
    await applyToToken(store, first);
    const second = rotateToken(token);
    const commands = [activateSecret(token, first.digest), second];
    for (const { outcome } of await sendAll(store, commands, round)) assertOk(outcome, 'It succeeds.');
    const used = await store.lookup([first.digest]);
    assertThat(used?.secretPending === false, 'The used one is not pending.');
    const end = used.secretExpiresAt;
    assertThat(end === second.overlapUntil || end === second.drainUntil, 'It has an end.');
    const record = await store.lookup([second.digest]);
    assertSame([record?.secretPending, record?.secretExpiresAt], [true, null], 'The new one is pending.');
  }),

  raceCase(
    'a member who is removed while tokens are issued for them has none',
    async (store, fixture, round) => {
      const issues = [0, 1, 2].map(() => issuePersonal(fixture));
      const commands = [...issues.slice(0, 2), removeMember(fixture, { at: START + 2 }), ...issues.slice(2)];
      for (const { command, outcome } of await sendAll(store, commands, round)) {
        const late = !outcome.ok && outcome.reason === 'member_not_found';
        assertThat(outcome.ok || late, `${command.type} succeeds, or comes too late.`);
      }
      assertThat(
        (await store.getMember(fixture.organizationId, fixture.userId)) === null,
        'They are no member.',
      );
      for (const { digest } of issues) {
        const record = await store.lookup([digest]);
        assertThat(record === null || record.revokedAt === START + 2, 'No token of theirs is live.');
      }
      const { organizationId, userId: ownerId } = fixture;
      for (const token of await listAll(store, { organizationId, ownerId })) {
        assertThat(token.revokedAt === START + 2, 'All that were made are revoked.');
      }
    },
  ),

  raceCase(
    'a member who is removed while their role changes stays removed',
    async (store, fixture, round) => {
      const issued = issuePersonal(fixture);
      await applyToToken(store, issued);
      const commands = [
        updateMember(fixture),
        removeMember(fixture),
        updateMember(fixture, { at: START + 1 }),
      ];
      for (const { outcome } of await sendAll(store, commands, round)) {
        assertThat(outcome.ok || outcome.reason === 'member_not_found', 'It succeeds, or comes too late.');
      }
      assertThat(
        (await store.getMember(fixture.organizationId, fixture.userId)) === null,
        'They are no member.',
      );
      const record = await store.lookup([issued.digest]);
      assertThat(record?.ownerPresent === false && record.revokedAt !== null, 'Their token has ended.');
    },
  ),

  raceCase(
    'a policy and a role that change at once are both in the lookup',
    async (store, fixture, round) => {
      const issued = issueService(fixture);
      await applyToToken(store, issued);
      const commands = [
        updateRole(fixture, { permissions: ['view_users'] }),
        setPolicy(fixture),
        updateRole(fixture, { name: 'Watcher' }),
      ];
      for (const { outcome } of await sendAll(store, commands, round)) assertOk(outcome, 'It succeeds.');
      const record = await store.lookup([issued.digest]);
      assertSame(
        [record?.allowedNetworks, record?.rolePermissions],
        [networks, ['view_users']],
        'Neither has undone the other.',
      );
      const role = await store.getRole(fixture.organizationId, fixture.viewerRoleId);
      assertSame([role?.name, role?.permissions], ['Watcher', ['view_users']], 'The role has both changes.');
    },
  ),
];
