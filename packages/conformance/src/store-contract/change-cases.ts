import type { Change, Command, Store } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
import { removeMember, setPolicy, updateMember, updateRole } from './directory-commands.ts';
import {
  addMember,
  applyToToken,
  createFixture,
  createOrganization,
  DAY,
  issuePersonal,
  issueService,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import {
  activateSecret,
  resumeToken,
  revokeToken,
  rotateToken,
  suspendToken,
  updateToken,
} from './token-commands.ts';

/** Applies a command and returns the changes that it added. */
async function changesOf(store: Store, command: Command): Promise<readonly Change[]> {
  const { newest } = await store.changes(0);
  assertOk(await store.apply(command), `${command.type} succeeds.`);
  return (await store.changes(newest)).changes;
}

export const changeCases: readonly StoreCase[] = [
  storeCase('the change log of an empty store is empty', async (store) => {
    assertSame(await store.changes(0), { newest: 0, oldest: 0, changes: [] }, 'It begins at zero.');
    assertOk(await store.apply(createOrganization()), 'The organization must be created.');
    assertSame((await store.changes(1_000_000)).changes, [], 'There is nothing after the end.');
  }),

  storeCase('what changes the rights of a token or a member is in the log', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId } = fixture;
    const unnamed = { organizationId, tokenId: null, userId: null, roleId: null };
    const withoutNumber = (changes: readonly Change[]) => changes.map(({ sequence: _, ...rest }) => rest);

    const member = addMember(fixture);
    assertSame(
      withoutNumber(await changesOf(store, member)),
      [{ ...unnamed, userId: member.userId }],
      'add_member names the user.',
    );
    for (const issue of [issuePersonal(fixture), issueService(fixture)]) {
      const named = [{ ...unnamed, tokenId: issue.tokenId }];
      assertSame(withoutNumber(await changesOf(store, issue)), named, 'issue_token names the token.');
      const token = await store.getToken(organizationId, issue.tokenId);
      assertThat(token !== null, 'The token can be read.');
      const update = updateToken(token, { expiresAt: START + DAY });
      assertSame(withoutNumber(await changesOf(store, update)), named, 'A new expiry names the token.');
      const rotate = rotateToken(token);
      for (const command of [suspendToken(token), resumeToken(token), rotate]) {
        assertSame(withoutNumber(await changesOf(store, command)), named, `${command.type} names the token.`);
      }
      const activate = activateSecret(token, rotate.digest);
      assertSame(await changesOf(store, activate), [], 'To report a first use changes no rights.');
      const revoke = revokeToken(token);
      assertSame(withoutNumber(await changesOf(store, revoke)), named, 'revoke_token names the token.');
    }
  }),

  storeCase('what changes the rights of many tokens at once is in the log', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId, userId, viewerRoleId } = fixture;
    await applyToToken(store, issuePersonal(fixture));
    for (const [command, named] of [
      [setPolicy(fixture), {}],
      [updateRole(fixture, { permissions: [] }), { roleId: viewerRoleId }],
      [updateMember(fixture), { userId }],
      [removeMember(fixture), { userId }],
    ] as const) {
      const changes = await changesOf(store, command);
      const [change] = changes;
      const expected = { tokenId: null, userId: null, roleId: null, ...named, organizationId };
      assertSame(
        { ...change, sequence: 0 },
        { ...expected, sequence: 0 },
        `${command.type} names whose rights.`,
      );
      assertThat(changes.length === 1, `${command.type} is one change.`);
    }
  }),

  storeCase('changes are numbered without a gap, and read from any point', async (store) => {
    const fixture = await createFixture(store);
    const other = await createFixture(store);
    for (const where of [fixture, other, fixture]) {
      const token = await applyToToken(store, issueService(where));
      await store.apply(issueService(where, { limit: 0 }));
      await store.apply(revokeToken(token, { tokenId: crypto.randomUUID() }));
      await applyToToken(store, revokeToken(token));
    }
    const all = await store.changes(0);
    const numbers = all.changes.map(({ sequence }) => sequence);
    assertThat(numbers.length >= 8, 'Every change is there, of all organizations.');
    assertSame(
      numbers,
      numbers.map((_, index) => index + 1),
      'They are numbered 1, 2, 3, … in order.',
    );
    assertThat(all.oldest === 1, 'The oldest is the first.');
    assertThat(all.newest === numbers.length, 'The newest is the last.');
    for (let after = 0; after <= numbers.length; after += 1) {
      const expected = { ...all, changes: all.changes.slice(after) };
      assertSame(await store.changes(after), expected, `Those after number ${after} are given.`);
    }
  }),
];
