import type { Change, Command, Store } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
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
  changesAfter,
  createFixture,
  DAY,
  issuePersonal,
  issueService,
  newestChange,
  START,
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

/** Applies a command and returns the changes that it added. */
async function changesOf(store: Store, command: Command): Promise<readonly Change[]> {
  const newest = await newestChange(store);
  assertOk(await store.apply(command), `${command.type} succeeds.`);
  return changesAfter(store, newest);
}

export const changeCases: readonly StoreCase[] = [
  storeCase('the change log of an empty store has one row, which starts it', async (store) => {
    const ids = { organizationId: null, tokenId: null, userId: null, roleId: null };
    for (const from of [0, 1, Number.MAX_SAFE_INTEGER]) {
      const rows = await store.changes(from);
      assertSame(
        rows.map(({ mark: _, ...rest }) => rest),
        [{ sequence: 0, ...ids }],
        'It is row 0, whatever is asked for.',
      );
    }
  }),

  storeCase('what changes the rights of a token or a member is in the log', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId } = fixture;
    const unnamed = { organizationId, tokenId: null, userId: null, roleId: null };
    const withoutNumber = (changes: readonly Change[]) =>
      changes.map(({ sequence: _, mark: __, ...rest }) => rest);

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
      const retire = retireSecrets(token, rotate.digest);
      assertSame(withoutNumber(await changesOf(store, retire)), named, 'retire_secrets names the token.');
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
      [suspendMember(fixture), { userId }],
      [resumeMember(fixture), { userId }],
      [deleteRole(fixture, { successorRoleId: fixture.adminRoleId }), { roleId: viewerRoleId }],
      [removeMember(fixture), { userId }],
    ] as const) {
      const changes = await changesOf(store, command);
      const [change] = changes;
      const expected = { tokenId: null, userId: null, roleId: null, ...named, organizationId };
      assertSame(
        { ...change, sequence: 0, mark: '' },
        { ...expected, sequence: 0, mark: '' },
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
    const numbers = all.map(({ sequence }) => sequence);
    assertThat(numbers.length >= 9, 'Every change is there, of all organizations.');
    assertSame(
      numbers,
      numbers.map((_, index) => index),
      'They are numbered 0, 1, 2, … in order.',
    );
    for (let from = 0; from < numbers.length; from += 1) {
      assertSame(await store.changes(from), all.slice(from), `The rows from number ${from} on are returned.`);
    }
    for (const from of [numbers.length, numbers.length + 7, Number.MAX_SAFE_INTEGER]) {
      assertSame(await store.changes(from), all.slice(-1), 'Beyond the end it is the newest row.');
    }
  }),

  storeCase('each row of the change log has a random mark and keeps it', async (store) => {
    const [start] = await store.changes(0);
    const fixture = await createFixture(store);
    for (let count = 0; count < 5; count += 1) await applyToToken(store, issueService(fixture));
    const rows = await store.changes(0);
    assertSame(rows[0], start, 'The row that starts the log stays the same.');
    for (const { mark } of rows) {
      assertThat(typeof mark === 'string' && mark.length >= 16, 'A mark has at least 16 characters.');
    }
    assertThat(new Set(rows.map(({ mark }) => mark)).size === rows.length, 'No two rows have the same mark.');
    await applyToToken(store, issueService(fixture));
    assertSame((await store.changes(0)).slice(0, rows.length), rows, 'A row keeps its mark.');
  }),

  {
    name: 'the change logs of two stores share no mark',
    async run(create) {
      const marks: string[] = [];
      for (let count = 0; count < 2; count += 1) {
        const store = await create();
        try {
          await createFixture(store);
          marks.push(...(await store.changes(0)).map(({ mark }) => mark));
        } finally {
          await store.close();
        }
      }
      assertThat(new Set(marks).size === marks.length, 'A log that was restored must have marks of its own.');
    },
  },
];
