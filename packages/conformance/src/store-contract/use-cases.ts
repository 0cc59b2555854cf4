import type { SecretUse, Store, TokenView, UseBatch } from '@lynk-auth/authority';
import { assertSame, assertThat } from '../assertions.ts';
import { applyToToken, createFixture, DAY, issueService, newestChange, START } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { revokeToken, rotateToken } from './token-commands.ts';

const TODAY = START / DAY;

const useOf = (digest: Uint8Array, overrides: Partial<SecretUse> = {}): SecretUse => ({
  digest,
  firstUsedAt: START + 10,
  lastUsedAt: START + 20,
  days: [{ day: TODAY, calls: 3 }],
  userAgent: 'curl/8.5.0',
  addresses: [{ address: '192.0.2.1', lastUsedAt: START + 20 }],
  ...overrides,
});

const batchOf = (...uses: SecretUse[]): UseBatch => ({ id: crypto.randomUUID(), at: START + 30, uses });

async function usagesOf(store: Store, { organizationId, id }: Pick<TokenView, 'organizationId' | 'id'>) {
  return (await store.listSecrets(organizationId, id)).map(({ usage }) => usage);
}

/** A service token that was issued at the start, and its digest. */
async function createToken(store: Store) {
  const fixture = await createFixture(store);
  const issued = issueService(fixture);
  return { fixture, digest: issued.digest, token: await applyToToken(store, issued) };
}

export const useCases: readonly StoreCase[] = [
  storeCase('recordUse adds the uses of many secrets, and changes nothing else', async (store) => {
    const { fixture, digest, token } = await createToken(store);
    const other = issueService(fixture);
    const otherToken = await applyToToken(store, other);
    assertSame(await usagesOf(store, token), [null], 'A new secret was never used.');
    const record = await store.lookup([digest]);
    const newest = await newestChange(store);
    const second = useOf(other.digest, { userAgent: null, addresses: [] });
    await store.recordUse(batchOf(useOf(digest), second));
    const usage = {
      firstUsedAt: START + 10,
      lastUsedAt: START + 20,
      calls: 3,
      days: [{ day: TODAY, calls: 3 }],
      userAgent: 'curl/8.5.0',
      addresses: [{ address: '192.0.2.1', lastUsedAt: START + 20 }],
    };
    assertSame(await usagesOf(store, token), [usage], 'The use can be read.');
    const bare = { ...usage, userAgent: null, addresses: [] };
    assertSame(await usagesOf(store, otherToken), [bare], 'So can that of the other secret.');
    const used = { ...token, lastUsedAt: START + 20 };
    assertSame(await store.getToken(fixture.organizationId, token.id), used, 'The token has its last use.');
    assertSame(await store.lookup([digest]), record, 'So is its record.');
    assertThat((await newestChange(store)) === newest, 'The change log has no row of it.');
  }),

  storeCase('a batch that is sent again is not counted again', async (store) => {
    const { digest, token } = await createToken(store);
    const batch = batchOf(useOf(digest));
    await Promise.all([store.recordUse(batch), store.recordUse(batch)]);
    await store.recordUse(batchOf(useOf(digest)));
    await store.recordUse(batch);
    const [usage] = await usagesOf(store, token);
    assertThat(usage?.calls === 6, 'Two batches are counted, each once.');
    assertSame(usage?.days, [{ day: TODAY, calls: 6 }], 'So it is on each day.');
  }),

  storeCase('batches of two processes add up, and a late one moves no last use back', async (store) => {
    const { digest, token } = await createToken(store);
    const late = useOf(digest, {
      firstUsedAt: START + 1,
      lastUsedAt: START + 5,
      userAgent: 'old/1.0',
      addresses: [
        { address: '192.0.2.1', lastUsedAt: START + 5 },
        { address: '2001:db8::1', lastUsedAt: START + 4 },
      ],
    });
    await Promise.all([store.recordUse(batchOf(useOf(digest))), store.recordUse(batchOf(useOf(digest)))]);
    await store.recordUse(batchOf(late));
    const [usage] = await usagesOf(store, token);
    assertSame(
      usage,
      {
        firstUsedAt: START + 1,
        lastUsedAt: START + 20,
        calls: 9,
        days: [{ day: TODAY, calls: 9 }],
        userAgent: 'curl/8.5.0',
        addresses: [
          { address: '192.0.2.1', lastUsedAt: START + 20 },
          { address: '2001:db8::1', lastUsedAt: START + 4 },
        ],
      },
      'The calls add up, and the latest use counts.',
    );
    await store.recordUse(batchOf(useOf(digest, { lastUsedAt: START + 40, userAgent: null })));
    const [later] = await usagesOf(store, token);
    assertThat(later?.userAgent === 'curl/8.5.0', 'Without a user agent, the last known one stays.');
  }),

  storeCase('the last 30 days and 16 addresses are kept', async (store) => {
    const { digest, token } = await createToken(store);
    for (let day = 0; day < 40; day += 1) {
      const at = START + day * DAY;
      const addresses = [{ address: `192.0.2.${day}`, lastUsedAt: at }];
      const days = [{ day: TODAY + day, calls: 1 }];
      await store.recordUse(batchOf(useOf(digest, { firstUsedAt: at, lastUsedAt: at, days, addresses })));
    }
    const [usage] = await usagesOf(store, token);
    const lastDays = Array.from({ length: 30 }, (_, index) => ({ day: TODAY + 10 + index, calls: 1 }));
    assertSame(usage?.days, lastDays, 'The oldest days are dropped.');
    const addresses = usage?.addresses.map(({ address }) => address);
    const last = Array.from({ length: 16 }, (_, index) => `192.0.2.${39 - index}`);
    assertSame(addresses, last, 'The addresses that were used longest ago are dropped.');
    assertThat(usage?.calls === 40, 'The calls are all counted.');
    assertThat(usage?.firstUsedAt === START, 'So is the first use.');
  }),

  storeCase('a token has the last use of all its secrets, in every read', async (store) => {
    const { fixture, digest, token } = await createToken(store);
    const other = await applyToToken(store, issueService(fixture));
    const { organizationId } = fixture;
    let newest = digest;
    const lastUsesOf = async () => {
      const { tokens } = await store.listTokens({ organizationId, limit: 10 });
      const read = [
        await store.getToken(organizationId, token.id),
        await store.findToken(organizationId, [newest]),
        tokens.find(({ id }) => id === token.id),
      ];
      assertThat(tokens.find(({ id }) => id === other.id)?.lastUsedAt === null, 'The other was not used.');
      return read.map((each) => each?.lastUsedAt);
    };
    const assertLastUse = async (expected: number | null, sentence: string) =>
      assertSame(await lastUsesOf(), [expected, expected, expected], sentence);
    await assertLastUse(null, 'A new token was never used.');
    await store.recordUse(batchOf(useOf(digest)));
    await assertLastUse(START + 20, 'The use of its secret is its use.');
    const rotate = rotateToken(token, { at: START + 50, overlapUntil: START + 60 });
    assertThat((await applyToToken(store, rotate)).lastUsedAt === START + 20, 'A rotation keeps it.');
    await store.recordUse(batchOf(useOf(rotate.digest, { firstUsedAt: START + 5, lastUsedAt: START + 15 })));
    await assertLastUse(START + 20, 'An earlier use of another secret moves it not back.');
    await store.recordUse(batchOf(useOf(rotate.digest, { lastUsedAt: START + 70 }), useOf(digest)));
    await assertLastUse(START + 70, 'A later use of another secret counts.');
    const next = rotateToken(token, { at: START + 80, overlapUntil: START + 90, drainUntil: START + 90 });
    await applyToToken(store, next);
    const last = rotateToken(token, { at: START + 100, forgetEndedBefore: START + 100 });
    await applyToToken(store, last);
    newest = last.digest;
    assertThat((await store.listSecrets(organizationId, token.id)).length === 2, 'Secrets can be forgotten.');
    await assertLastUse(START + 70, 'It stays when the secret is forgotten.');
    assertThat(
      (await applyToToken(store, revokeToken(token))).lastUsedAt === START + 70,
      'So it does at the end.',
    );
  }),

  storeCase('calls are counted from the newest secret of the token', async (store) => {
    const { digest, token } = await createToken(store);
    await store.recordUse(batchOf(useOf(digest)));
    const rotate = rotateToken(token, { at: START + 50 });
    await applyToToken(store, rotate);
    const callsOf = async () => (await usagesOf(store, token)).map((usage) => usage?.calls ?? null);
    assertSame(await callsOf(), [0, null], 'After a rotation, the count starts anew.');
    await store.recordUse(batchOf(useOf(digest)));
    assertSame(await callsOf(), [0, null], 'A batch from before the rotation is not counted.');
    const later = { firstUsedAt: START + 60, lastUsedAt: START + 60 };
    await store.recordUse(batchOf(useOf(digest, later), useOf(rotate.digest, later)));
    await store.recordUse(batchOf(useOf(rotate.digest, later)));
    assertSame(await callsOf(), [3, 6], 'Each secret counts on its own.');
    const [old] = await usagesOf(store, token);
    assertSame(old?.days, [{ day: TODAY, calls: 9 }], 'The days keep all calls.');
  }),

  storeCase('uses of unknown and of forgotten secrets are ignored', async (store) => {
    const { digest, token } = await createToken(store);
    const unknown = crypto.getRandomValues(new Uint8Array(32));
    await store.recordUse(batchOf(useOf(unknown), useOf(digest)));
    await store.recordUse(batchOf());
    assertThat((await usagesOf(store, token))[0]?.calls === 3, 'The other uses of the batch are added.');
    await applyToToken(store, rotateToken(token, { overlapUntil: START + 1 }));
    const last = rotateToken(token, { overlapUntil: START + 2, forgetEndedBefore: START + 2 });
    await applyToToken(store, last);
    await store.recordUse(batchOf(useOf(digest)));
    assertSame(await usagesOf(store, token), [null, null], 'The uses of a forgotten secret are forgotten.');
    await applyToToken(store, revokeToken(token));
    await store.recordUse(batchOf(useOf(last.digest)));
    const usages = await usagesOf(store, token);
    assertThat(usages[1]?.lastUsedAt === START + 20, 'A late batch of a revoked token is added.');
  }),
];
