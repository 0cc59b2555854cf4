import type { Store } from '@lynk-auth/authority';
import { assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import {
  applyToToken,
  changesAfter,
  createFixture,
  DAY,
  issuePersonal,
  issueService,
  newestChange,
  randomDigest,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { activateSecret, revokeToken, rotateToken, suspendToken } from './token-commands.ts';

/** What a lookup says of a secret, apart from its token. */
async function secretOf(store: Store, digest: Uint8Array) {
  const record = await store.lookup([digest]);
  return record && { pending: record.secretPending, expiresAt: record.secretExpiresAt };
}

const pending = { pending: true, expiresAt: null };
const ends = (expiresAt: number) => ({ pending: false, expiresAt });

export const rotateCases: readonly StoreCase[] = [
  storeCase('rotate_token adds a secret, and the one in use works on for a while', async (store) => {
    const fixture = await createFixture(store);
    for (const issued of [issuePersonal(fixture), issueService(fixture, { expiresAt: START + 9 * DAY })]) {
      const token = await applyToToken(store, issued);
      const before = await store.lookup([issued.digest]);
      const command = rotateToken(token, { at: START + 5, mask: 'lynk_live_n3w0…' });
      const rotated = { ...token, mask: command.mask, updatedAt: START + 5 };
      assertSame(
        await applyTwice(store, command),
        { ok: true, token: rotated },
        'The outcome must contain the token.',
      );
      assertSame(await store.getToken(fixture.organizationId, token.id), rotated, 'It can be read.');
      for (const digest of [issued.digest, command.digest]) {
        const found = await store.findToken(fixture.organizationId, [digest]);
        assertSame(found, rotated, 'It is found by either secret.');
      }
      const old = { ...before, secretExpiresAt: command.overlapUntil };
      assertSame(await store.lookup([issued.digest]), old, 'The old secret has an end.');
      const fresh = { ...before, secretPending: true };
      assertSame(await store.lookup([command.digest]), fresh, 'The new one is pending, and has none.');
    }
  }),

  storeCase('activate_secret ends the waiting of a secret, and changes no rights', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const token = await applyToToken(store, issued);
    const rotate = rotateToken(token, { at: START + 5 });
    const rotated = await applyToToken(store, rotate);
    const newest = await newestChange(store);
    const command = activateSecret(token, rotate.digest, { at: START + 6 });
    assertSame(
      await applyTwice(store, command),
      { ok: true, token: rotated },
      'The outcome must contain the token.',
    );
    assertSame(await secretOf(store, rotate.digest), { pending: false, expiresAt: null }, 'It is in use.');
    assertSame(await secretOf(store, issued.digest), ends(rotate.overlapUntil), 'The old one is as it was.');
    const first = activateSecret(token, issued.digest);
    assertSame(
      await applyTwice(store, first),
      { ok: true, token: rotated },
      'What is in use may be reported.',
    );
    assertSame(await secretOf(store, issued.digest), ends(rotate.overlapUntil), 'That changes nothing.');
    assertThat((await newestChange(store)) === newest, 'There is no change to log.');
  }),

  storeCase(
    'activate_secret fails for an unknown token, and for a secret that is not its own',
    async (store) => {
      const fixture = await createFixture(store);
      const token = await applyToToken(store, issueService(fixture));
      const other = await applyToToken(store, issueService(fixture));
      const rotate = rotateToken(other);
      await applyToToken(store, rotate);
      const unknown = activateSecret(token, rotate.digest, { tokenId: crypto.randomUUID() });
      await assertRefused(store, unknown, 'token_not_found', 'There is no such token.');
      for (const digest of [rotate.digest, randomDigest()]) {
        const command = activateSecret(token, digest);
        await assertRefused(store, command, 'secret_not_found', 'The token has no such secret.');
      }
      assertSame(await secretOf(store, rotate.digest), pending, 'It is still pending.');
    },
  ),

  storeCase(
    'a pending secret that is replaced ends with the drain, one in use with the overlap',
    async (store) => {
      const fixture = await createFixture(store);
      const issued = issuePersonal(fixture);
      const token = await applyToToken(store, issued);
      const [first, second, third] = [1, 2, 3].map((day) =>
        rotateToken(token, {
          mask: `lynk_live_${day}`,
          overlapUntil: START + day * DAY,
          drainUntil: START + day,
        }),
      ) as [ReturnType<typeof rotateToken>, ReturnType<typeof rotateToken>, ReturnType<typeof rotateToken>];
      await applyTwice(store, first);
      await applyTwice(store, second);
      assertSame(await secretOf(store, issued.digest), ends(START + DAY), 'An end does not move back.');
      assertSame(await secretOf(store, first.digest), ends(START + 2), 'The replaced one drains.');
      assertSame(await secretOf(store, second.digest), pending, 'The newest is pending.');
      await applyToToken(store, activateSecret(token, second.digest));
      const last = await applyToToken(store, third);
      assertThat(last.mask === third.mask, 'The mask must be that of the newest secret at the same time.');
      assertSame(await secretOf(store, second.digest), ends(START + 3 * DAY), 'One in use has the overlap.');
      assertSame(await secretOf(store, first.digest), ends(START + 2), 'The drained one is as it was.');
      await applyToToken(store, activateSecret(token, first.digest));
      assertSame(await secretOf(store, first.digest), ends(START + 2), 'To report its use revives nothing.');
      const again = await store.apply(first);
      assertSame(again, { ok: true, token: last }, 'The first rotation, sent again, changes nothing.');
      assertSame(await secretOf(store, third.digest), pending, 'The newest is still pending.');
    },
  ),

  storeCase('a rotation can end a secret sooner, and never later', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const token = await applyToToken(store, issued);
    for (const [overlap, end] of [
      [5, 5],
      [7, 5],
      [2, 2],
    ] as const) {
      await applyToToken(store, rotateToken(token, { overlapUntil: START + overlap * DAY }));
      assertSame(await secretOf(store, issued.digest), ends(START + end * DAY), 'The earlier end holds.');
    }
  }),

  storeCase(
    'a rotation can change the expiry of the token, but no older secret outlives it',
    async (store) => {
      const fixture = await createFixture(store);
      for (const create of [issuePersonal, issueService]) {
        const issued = create(fixture, { expiresAt: START + 100 });
        const token = await applyToToken(store, issued);
        const first = rotateToken(token);
        const kept = await applyToToken(store, first);
        assertThat(kept.expiresAt === START + 100, 'Without a new expiry, the token keeps its own.');
        const second = rotateToken(token, { expiresAt: START + 9 * DAY, at: START + 5 });
        const extended = { ...kept, mask: second.mask, expiresAt: START + 9 * DAY, updatedAt: START + 5 };
        assertSame(
          await applyTwice(store, second),
          { ok: true, token: extended },
          'The outcome must contain the new expiry.',
        );
        assertSame(await store.getToken(fixture.organizationId, token.id), extended, 'It can be read.');
        for (const digest of [issued.digest, first.digest]) {
          assertSame(
            await secretOf(store, digest),
            ends(START + 100),
            'The older secret keeps the old expiry.',
          );
        }
        assertSame(await secretOf(store, second.digest), pending, 'The new one ends with the token.');
        const endless = await applyToToken(store, rotateToken(token, { expiresAt: null }));
        assertThat(endless.expiresAt === null, 'A token can become endless.');
        assertSame(await secretOf(store, second.digest), ends(START + DAY / 24), 'The replaced one drains.');
        assertThat(
          (await store.lookup([second.digest]))?.expiresAt === null,
          'A lookup knows the new expiry.',
        );
      }
    },
  ),

  storeCase('the first use of a new secret can end the older ones, and only sooner', async (store) => {
    const fixture = await createFixture(store);
    const issued = issuePersonal(fixture);
    const token = await applyToToken(store, issued);
    const other = issuePersonal(fixture);
    await applyToToken(store, other);
    const replaced = rotateToken(token, { drainUntil: START + 7 });
    await applyToToken(store, replaced);
    const rotate = rotateToken(token, { drainUntil: START + 7, firstUseDrainMs: 100 });
    const rotated = await applyToToken(store, rotate);
    assertSame(await secretOf(store, issued.digest), ends(rotate.overlapUntil), 'The overlap runs at first.');

    const newest = await newestChange(store);
    const use = activateSecret(token, rotate.digest, { at: START + 50 });
    assertSame(await applyTwice(store, use), { ok: true, token: rotated }, 'The token is as it was.');
    assertSame(await secretOf(store, rotate.digest), { pending: false, expiresAt: null }, 'It is in use.');
    assertSame(await secretOf(store, issued.digest), ends(START + 150), 'The older one drains.');
    assertSame(await secretOf(store, replaced.digest), ends(START + 7), 'An earlier end holds.');
    assertSame(
      await secretOf(store, other.digest),
      { pending: false, expiresAt: null },
      'Other tokens are as they were.',
    );
    const changes = await changesAfter(store, newest);
    assertSame(
      changes.map(({ tokenId }) => tokenId),
      [token.id],
      'The log has one change: the rights of the older secrets.',
    );
    await applyToToken(store, activateSecret(token, rotate.digest, { at: START + 10 }));
    assertSame(await secretOf(store, issued.digest), ends(START + 150), 'Only the first use counts.');
  }),

  storeCase('a secret that was replaced before its first use ends no other', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const token = await applyToToken(store, issued);
    const replaced = rotateToken(token, { firstUseDrainMs: 0 });
    await applyToToken(store, replaced);
    const newest = rotateToken(token);
    await applyToToken(store, newest);
    await applyToToken(store, activateSecret(token, replaced.digest));
    assertSame(await secretOf(store, issued.digest), ends(START + DAY), 'The overlap still runs.');
    assertSame(await secretOf(store, newest.digest), pending, 'The newest is still pending.');
    await applyToToken(store, activateSecret(token, newest.digest));
    assertSame(await secretOf(store, issued.digest), ends(START + DAY), 'The newest ends none either.');
  }),

  storeCase('a rotation forgets the secrets of the token that ended long ago', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const token = await applyToToken(store, issued);
    const other = issueService(fixture);
    const kept = await applyToToken(store, other);
    const [first, second, last] = [1, 2, 3].map((day) =>
      rotateToken(token, { overlapUntil: START + day, drainUntil: START + day }),
    ) as [ReturnType<typeof rotateToken>, ReturnType<typeof rotateToken>, ReturnType<typeof rotateToken>];
    await applyToToken(store, first);
    await applyToToken(store, rotateToken(kept, { overlapUntil: START }));
    await applyToToken(store, { ...second, forgetEndedBefore: START + 1 });
    assertSame(await secretOf(store, issued.digest), ends(START + 1), 'It has not ended before that time.');
    await applyTwice(store, { ...last, forgetEndedBefore: START + 2 });
    assertSame(await secretOf(store, issued.digest), null, 'The first secret is forgotten.');
    assertSame(await secretOf(store, first.digest), ends(START + 2), 'The second is not.');
    assertSame(await secretOf(store, second.digest), ends(START + 3), 'Nor is the third.');
    assertSame(await secretOf(store, last.digest), pending, 'The newest is pending.');
    assertSame(await secretOf(store, other.digest), ends(START), 'Other tokens keep theirs.');
  }),

  storeCase('the secrets of a token are listed, oldest first', async (store) => {
    const fixture = await createFixture(store);
    const issued = issuePersonal(fixture, { at: START + 1 });
    const token = await applyToToken(store, issued);
    const other = issueService(fixture);
    await applyToToken(store, other);
    const first = rotateToken(token, { at: START + 2, mask: 'lynk_live_1…', drainUntil: START + 9 });
    const second = rotateToken(token, { at: START + 3, mask: 'lynk_live_2…' });
    const list = () => store.listSecrets(fixture.organizationId, token.id);
    const { digest, mask } = issued;
    const oldest = { digest, mask, pending: false, createdAt: START + 1, expiresAt: null, usage: null };
    assertSame(await list(), [oldest], 'A new token has one secret.');
    await applyToToken(store, first);
    await applyToToken(store, second);
    const listed = [
      { ...oldest, expiresAt: first.overlapUntil },
      {
        ...oldest,
        digest: first.digest,
        mask: first.mask,
        createdAt: START + 2,
        expiresAt: second.drainUntil,
      },
      { ...oldest, digest: second.digest, mask: second.mask, createdAt: START + 3, pending: true },
    ];
    assertSame(await list(), listed, 'Each rotation adds one.');
    await applyToToken(store, activateSecret(token, second.digest));
    await applyToToken(store, revokeToken(token));
    const used = listed.map((secret) => ({ ...secret, pending: false }));
    assertSame(await list(), used, 'They stay with a revoked token.');
    assertSame(await store.listSecrets(fixture.organizationId, 'unknown'), [], 'No token, no secrets.');
  }),

  storeCase('a rotation to a secret that is taken is a conflict, whenever that ended', async (store) => {
    const fixture = await createFixture(store);
    const elsewhere = await createFixture(store);
    const token = await applyToToken(store, issueService(fixture));
    const ended = issueService(fixture);
    const other = await applyToToken(store, ended);
    const foreign = issueService(elsewhere);
    await applyToToken(store, foreign);
    await applyToToken(store, rotateToken(other, { overlapUntil: START - DAY }));
    for (const digest of [ended.digest, foreign.digest]) {
      const rotate = rotateToken(token, { digest, at: START + DAY });
      await assertRefused(store, rotate, 'conflict', 'Another token has it.');
      const issue = issueService(fixture, { digest, at: START + DAY });
      await assertRefused(store, issue, 'conflict', 'So has a new token.');
    }
    assertSame(await store.getToken(fixture.organizationId, token.id), token, 'The token is as it was.');
    const record = await store.lookup([ended.digest]);
    assertSame([record?.tokenId, record?.secretExpiresAt], [other.id, START - DAY], 'The secret too.');
  }),

  storeCase(
    'rotate_token fails for an unknown and for a revoked token, and leaves nothing',
    async (store) => {
      const fixture = await createFixture(store);
      const issued = issueService(fixture);
      const token = await applyToToken(store, issued);
      const unknown = rotateToken(token, { tokenId: crypto.randomUUID() });
      await assertRefused(store, unknown, 'token_not_found', 'There is no such token.');
      const revoked = await applyToToken(store, revokeToken(token, { at: START + 1 }));
      const late = rotateToken(token, { digest: unknown.digest });
      await assertRefused(store, late, 'revoked', 'A revoked token gets no other secret.');
      assertThat((await store.lookup([late.digest])) === null, 'The secret is not known.');
      assertSame(await store.getToken(fixture.organizationId, token.id), revoked, 'The token is as it was.');
      assertSame(
        await secretOf(store, issued.digest),
        { pending: false, expiresAt: null },
        'So is its secret.',
      );
      await applyToToken(store, issueService(fixture, { digest: late.digest }));
    },
  ),

  storeCase('what ends a token ends all of its secrets', async (store) => {
    const fixture = await createFixture(store);
    const issued = issuePersonal(fixture);
    const token = await applyToToken(store, issued);
    const rotate = rotateToken(token);
    await applyToToken(store, rotate);
    await applyToToken(store, suspendToken(token, { at: START + 1 }));
    await applyToToken(store, revokeToken(token, { at: START + 2 }));
    for (const digest of [issued.digest, rotate.digest]) {
      const record = await store.lookup([digest]);
      assertSame([record?.suspendedAt, record?.revokedAt], [START + 1, START + 2], 'Every lookup knows.');
    }
  }),
];
