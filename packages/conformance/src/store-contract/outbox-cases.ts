import type { ClaimedEvent, EventClaim, NewEvent, Store, StoredToken } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
import { applyToToken, createFixture, DAY, issueService, START } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { deleteToken, revokeToken } from './token-commands.ts';

const eventOf = ({ id: tokenId }: StoredToken, overrides: Partial<NewEvent> = {}): NewEvent => ({
  id: crypto.randomUUID(),
  tokenId,
  at: START,
  body: JSON.stringify({ type: 'x', name: 'é \u0000 "quoted"', none: null }),
  ...overrides,
});

/** Claims what is due at a time, for a second. */
const claimAt = (store: Store, at: number, overrides: Partial<EventClaim> = {}) =>
  store.claimEvents({ at, until: at + 1000, keepFrom: START - DAY, limit: 100, ...overrides });

const idsOf = (events: readonly Pick<ClaimedEvent, 'id'>[]) => events.map(({ id }) => id).sort();

const createToken = async (store: Store) => applyToToken(store, issueService(await createFixture(store)));

export const outboxCases: readonly StoreCase[] = [
  storeCase('an event can be claimed until it is settled', async (store) => {
    const [token, foreign] = [await createToken(store), await createToken(store)];
    const [event, later] = [eventOf(token), eventOf(foreign, { at: START + 1 })];
    await store.addEvents([event, later]);
    const { organizationId } = token;
    assertSame(
      await claimAt(store, START),
      [{ ...event, organizationId, attempts: 1 }],
      'It is claimed with the organization of its token.',
    );
    assertSame(await claimAt(store, START), [], 'It is not claimed again at once.');
    assertSame(
      await claimAt(store, START + 999),
      [{ ...later, organizationId: foreign.organizationId, attempts: 1 }],
      'Nor before the claim has ended, unlike that of another organization.',
    );
    await store.settleEvents([{ id: later.id, attempts: 1, retryAt: null }]);
    assertSame(
      await claimAt(store, START + 1000),
      [{ ...event, organizationId, attempts: 2 }],
      'One that is not settled is claimed again.',
    );
    await store.settleEvents([{ id: event.id, attempts: 2, retryAt: null }]);
    await store.settleEvents([{ id: event.id, attempts: 2, retryAt: null }]);
    assertSame(await claimAt(store, START + DAY), [], 'A settled event is gone.');
  }),

  storeCase('of two claims at once, one gets an event', async (store) => {
    const token = await createToken(store);
    const events = Array.from({ length: 20 }, () => eventOf(token));
    await store.addEvents(events);
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimAt(store, START, { limit: 5 })));
    assertThat(
      claims.every(({ length }) => length <= 5),
      'A claim keeps to its limit.',
    );
    const claimed = [...claims.flat(), ...(await claimAt(store, START))];
    assertSame(idsOf(claimed), idsOf(events), 'Each is claimed once.');
  }),

  storeCase('an event is claimed again at the time that its settlement says', async (store) => {
    const token = await createToken(store);
    const [event, other] = [eventOf(token), eventOf(token)];
    await store.addEvents([event, other]);
    await claimAt(store, START);
    await store.settleEvents([
      { id: event.id, attempts: 1, retryAt: START + 5000 },
      { id: other.id, attempts: 1, retryAt: START + 2000 },
    ]);
    assertSame(await claimAt(store, START + 1999), [], 'Not before.');
    assertSame(idsOf(await claimAt(store, START + 2000)), [other.id], 'But then.');
    const [again] = await claimAt(store, START + 5000, { limit: 1 });
    assertThat(again?.id === other.id, 'What is due longest comes first.');
    const [last] = await claimAt(store, START + 5000, { limit: 1 });
    assertThat(last?.id === event.id && last.attempts === 2, 'Then the next one, with its attempts.');
    await store.settleEvents([{ id: event.id, attempts: 1, retryAt: START + 9000 }]);
    assertThat(
      idsOf(await claimAt(store, START + 6000)).includes(event.id),
      'The settlement of an earlier claim changes no later one.',
    );
    await store.settleEvents([{ id: event.id, attempts: 2, retryAt: null }]);
    assertThat(!idsOf(await claimAt(store, START + 9000)).includes(event.id), 'Unless it was delivered.');
  }),

  storeCase('an event that was added before is not added again', async (store) => {
    const token = await createToken(store);
    const event = eventOf(token);
    await Promise.all([store.addEvents([event]), store.addEvents([event])]);
    const changed = { ...event, body: '{}' };
    await store.addEvents([changed, eventOf(token, { at: START + DAY })]);
    const claimed = await claimAt(store, START);
    assertSame(
      claimed.map(({ id, body }) => ({ id, body })),
      [{ id: event.id, body: event.body }],
      'It is there once, as it was.',
    );
    await store.addEvents([event]);
    assertSame(await claimAt(store, START), [], 'A claimed event is not due because it is added again.');
  }),

  storeCase('events of unknown and deleted tokens are not added', async (store) => {
    const token = await createToken(store);
    const deleted = await applyToToken(store, revokeToken(await createToken(store)));
    assertOk(await store.apply(deleteToken(deleted)), 'A token is deleted.');
    const unknown = { ...token, id: crypto.randomUUID() };
    const event = eventOf(token);
    await store.addEvents([eventOf(deleted), eventOf(unknown), event]);
    await store.addEvents([]);
    assertSame(idsOf(await claimAt(store, START)), [event.id], 'Only the third one is.');
  }),

  storeCase('an event that is due is deleted if it is too old', async (store) => {
    const token = await createToken(store);
    const [old, kept] = [eventOf(token), eventOf(token, { at: START + 10 })];
    await store.addEvents([old, kept]);
    const late = { keepFrom: START + 10, limit: 1 };
    assertSame(idsOf(await claimAt(store, START + 20, late)), [kept.id], 'It takes no place of another one.');
    assertSame(idsOf(await claimAt(store, START + DAY)), [kept.id], 'It is gone.');
  }),
];
