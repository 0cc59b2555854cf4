import type { NewEvent, RefusalBatch, Store, StoredToken, TokenRefusals } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
import { applyToToken, createFixture, issuePersonal, issueService, newestChange, START } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { deleteToken, revokeToken } from './token-commands.ts';

const refusalsOf = (token: StoredToken, overrides: Partial<TokenRefusals> = {}): TokenRefusals => ({
  tokenId: token.id,
  reason: 'revoked',
  count: 2,
  firstAt: START + 10,
  lastAt: START + 20,
  clientIp: '192.0.2.1',
  userAgent: 'curl/8.5.0',
  ...overrides,
});

const batchOf = (refusals: readonly TokenRefusals[], events: readonly NewEvent[] = []): RefusalBatch => ({
  id: crypto.randomUUID(),
  at: START + 30,
  refusals,
  events,
});

const listOf = (store: Store, { organizationId, id }: StoredToken) => store.listRefusals(organizationId, id);

/** Leaves out the id of the token. */
const shown = ({ tokenId: _, ...refusals }: TokenRefusals) => refusals;

export const refusalCases: readonly StoreCase[] = [
  storeCase('recordRefusals adds the rejections of many tokens, and changes nothing else', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const [one, other] = [
      await applyToToken(store, issued),
      await applyToToken(store, issuePersonal(fixture)),
    ];
    assertSame(await listOf(store, one), [], 'A new token was never rejected.');
    const record = await store.lookup([issued.digest]);
    const newest = await newestChange(store);
    const revoked = refusalsOf(one);
    const expired = refusalsOf(one, { reason: 'expired', count: 1, firstAt: START + 40, lastAt: START + 40 });
    const bare = refusalsOf(other, { reason: 'network', clientIp: null, userAgent: null });
    await store.recordRefusals(batchOf([revoked, expired, bare]));
    assertSame(
      await listOf(store, one),
      [expired, revoked].map(shown),
      'Each reason is listed, latest first.',
    );
    assertSame(await listOf(store, other), [shown(bare)], 'So are those of the other token.');
    assertSame(await store.getToken(fixture.organizationId, one.id), one, 'The token is as it was.');
    assertSame(await store.lookup([issued.digest]), record, 'So is its record.');
    assertThat((await newestChange(store)) === newest, 'The change log has no row of it.');
  }),

  storeCase('a batch of rejections that is sent again is not counted again', async (store) => {
    const token = await applyToToken(store, issueService(await createFixture(store)));
    const batch = batchOf([refusalsOf(token)]);
    await Promise.all([store.recordRefusals(batch), store.recordRefusals(batch)]);
    await store.recordRefusals(batchOf([refusalsOf(token)]));
    await store.recordRefusals(batch);
    const [found] = await listOf(store, token);
    assertThat(found?.count === 4, 'Two batches are counted, each once.');
  }),

  storeCase('rejections of two processes add up, and a late batch moves no last time back', async (store) => {
    const token = await applyToToken(store, issueService(await createFixture(store)));
    const late = refusalsOf(token, {
      ...{ firstAt: START + 1, lastAt: START + 5, clientIp: '2001:db8::1', userAgent: 'old/1.0' },
    });
    await Promise.all([
      store.recordRefusals(batchOf([refusalsOf(token)])),
      store.recordRefusals(batchOf([refusalsOf(token)])),
    ]);
    await store.recordRefusals(batchOf([late]));
    const sum = refusalsOf(token, { count: 6, firstAt: START + 1 });
    assertSame(await listOf(store, token), [shown(sum)], 'They add up, and the latest one counts.');
    const unknown = { firstAt: START + 50, lastAt: START + 60, clientIp: null, userAgent: null };
    await store.recordRefusals(batchOf([refusalsOf(token, unknown)]));
    const [last] = await listOf(store, token);
    assertThat(last?.lastAt === START + 60, 'A later one moves the last time.');
    assertThat(last?.firstAt === START + 1, 'The first time stays.');
    assertThat(last?.clientIp === '192.0.2.1', 'Without an address, the last known one stays.');
    assertThat(last?.userAgent === 'curl/8.5.0', 'So does the user agent.');
  }),

  storeCase('rejections of unknown and deleted tokens are ignored', async (store) => {
    const fixture = await createFixture(store);
    const token = await applyToToken(store, issueService(fixture));
    const deleted = await applyToToken(store, revokeToken(await applyToToken(store, issueService(fixture))));
    await store.recordRefusals(batchOf([refusalsOf(deleted)]));
    assertThat((await listOf(store, deleted)).length === 1, 'Those of a revoked token are added.');
    assertOk(await store.apply(deleteToken(deleted)), 'The token is deleted.');
    const unknown = { ...token, id: crypto.randomUUID() };
    await store.recordRefusals(batchOf([deleted, unknown, token].map((each) => refusalsOf(each))));
    await store.recordRefusals(batchOf([]));
    assertSame(await listOf(store, token), [shown(refusalsOf(token))], 'The others of the batch are added.');
    for (const each of [deleted, unknown]) assertSame(await listOf(store, each), [], 'These are not.');
  }),

  storeCase('no rejection is read from another organization', async (store) => {
    const token = await applyToToken(store, issueService(await createFixture(store)));
    const { organizationId } = await createFixture(store);
    await store.recordRefusals(batchOf([refusalsOf(token)]));
    assertSame(await store.listRefusals(organizationId, token.id), [], 'The token is not found there.');
  }),

  storeCase('recordRefusals adds its events once', async (store) => {
    const token = await applyToToken(store, issueService(await createFixture(store)));
    const event = { id: crypto.randomUUID(), tokenId: token.id, at: START + 20, body: '{"type":"x"}' };
    const batch = batchOf([refusalsOf(token)], [event]);
    await store.recordRefusals(batch);
    const claim = { at: START + 30, until: START + 40, keepFrom: START, limit: 10 };
    const { organizationId } = token;
    assertSame(
      await store.claimEvents(claim),
      [{ ...event, organizationId, attempts: 1 }],
      'The event is in the outbox.',
    );
    await store.settleEvents([{ id: event.id, attempts: 1, retryAt: null }]);
    await store.recordRefusals(batch);
    assertSame(
      await store.claimEvents({ ...claim, at: START + 50, until: START + 60 }),
      [],
      'A batch that is sent again adds none.',
    );
  }),
];
