import type { ExpiringQuery, IssueToken, NewEvent, Store, StoredToken } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
import { resumeMember, suspendMember } from './directory-commands.ts';
import { applyToToken, createFixture, DAY, issuePersonal, issueService, START } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { deleteToken, resumeToken, revokeToken, suspendToken, updateToken } from './token-commands.ts';

/** Tokens of more than a week that expire in it. */
const query: ExpiringQuery = {
  daysLeft: 7,
  expiresAfter: START + 1 * DAY,
  expiresUntil: START + 7 * DAY,
  limit: 100,
};

/** A lifetime of about a month. */
const longAgo = { at: START - 25 * DAY };

/** More than any case needs. */
const MAX_PAGES = 50;

async function listExpiring(store: Store, overrides: Partial<ExpiringQuery> = {}): Promise<StoredToken[]> {
  const tokens: StoredToken[] = [];
  let after = overrides.after;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await store.listExpiring({ ...query, ...overrides, after });
    tokens.push(...page.tokens);
    if (page.next === null) return tokens;
    after = page.next;
  }
  throw new Error('The pages of expiring tokens do not end.');
}

const idsOf = async (found: Promise<readonly StoredToken[]>) => (await found).map(({ id }) => id);

const announce = ({ id: tokenId, expiresAt }: StoredToken, daysLeft: 14 | 7 | 1 = 7): NewEvent => ({
  ...{ id: crypto.randomUUID(), tokenId, at: START, body: '{}' },
  notice: { expiresAt: expiresAt ?? 0, daysLeft },
});

/** How many events are due. */
const countEvents = async (store: Store) =>
  (await store.claimEvents({ at: START + DAY, until: START + 2 * DAY, keepFrom: 0, limit: 100 })).length;

export const expiryCases: readonly StoreCase[] = [
  storeCase('listExpiring returns the tokens of all organizations by their expiry', async (store) => {
    const [mine, other] = [await createFixture(store), await createFixture(store)];
    const issue = (command: IssueToken) => applyToToken(store, command);
    // Neither the order of the ids nor that of the creation is that of the expiry.
    const id = (letter: string) => ({ ...longAgo, tokenId: `${letter}-${crypto.randomUUID()}` });
    const last = await issue(issueService(other, { ...id('b'), expiresAt: START + 7 * DAY }));
    const middle = await issue(issueService(mine, { ...id('c'), expiresAt: START + 6 * DAY }));
    const first = await issue(issuePersonal(mine, { ...id('a'), expiresAt: START + DAY + 1 }));
    for (const expiresAt of [null, START - 1, START + DAY, START + 7 * DAY + 1]) {
      await issue(issueService(mine, { ...longAgo, expiresAt }));
    }
    assertSame(
      await listExpiring(store),
      [first, middle, last],
      'Those that expire after the one time, until the other.',
    );
  }),

  storeCase('listExpiring leaves out tokens that are not in use', async (store) => {
    const fixture = await createFixture(store);
    const expiresAt = START + 3 * DAY;
    const issue = async () => applyToToken(store, issuePersonal(fixture, { ...longAgo, expiresAt }));
    const [kept, suspended, revoked, deleted] = [await issue(), await issue(), await issue(), await issue()];
    await applyToToken(store, suspendToken(suspended));
    for (const token of [revoked, deleted]) await applyToToken(store, revokeToken(token));
    assertOk(await store.apply(deleteToken(deleted)), 'A token is deleted.');
    assertSame(await idsOf(listExpiring(store)), [kept.id], 'Suspended, revoked and deleted ones.');
    await applyToToken(store, resumeToken(suspended));
    assertThat((await listExpiring(store)).length === 2, 'A resumed one is there again.');
    assertOk(await store.apply(suspendMember(fixture)), 'The owner is suspended.');
    assertSame(await listExpiring(store), [], 'Those of a suspended owner are left out.');
    assertOk(await store.apply(resumeMember(fixture)), 'The owner is resumed.');
    assertThat((await listExpiring(store)).length === 2, 'Then they are there again.');
  }),

  storeCase('listExpiring leaves out tokens that were issued for no longer than the step', async (store) => {
    const fixture = await createFixture(store);
    const issue = (lifetime: number) =>
      applyToToken(store, issueService(fixture, { at: START - DAY, expiresAt: START - DAY + lifetime }));
    await issue(7 * DAY);
    const longer = await issue(7 * DAY + 1);
    assertSame(await idsOf(listExpiring(store)), [longer.id], 'Only the longer one is announced.');
    assertThat((await listExpiring(store, { daysLeft: 1 })).length === 2, 'Another step has both.');
  }),

  storeCase('a step of an expiry is announced once', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture, { ...longAgo, expiresAt: START + 3 * DAY });
    const token = await applyToToken(store, issued);
    await Promise.all([store.addEvents([announce(token)]), store.addEvents([announce(token)])]);
    assertThat((await countEvents(store)) === 1, 'Of two at once, one is added.');
    assertSame(await listExpiring(store), [], 'The token is not listed for the step again.');
    assertSame(await idsOf(listExpiring(store, { daysLeft: 1 })), [token.id], 'For another step it is.');
    const other = await applyToToken(
      store,
      issueService(fixture, { ...longAgo, expiresAt: token.expiresAt }),
    );
    await store.addEvents([announce(token, 1), announce(other), announce(token)]);
    assertThat((await countEvents(store)) === 2, 'Another step and another token have their own.');
    assertSame(await listExpiring(store), [], 'Both are announced.');
  }),

  storeCase('an expiry that is moved is announced anew, and only once each', async (store) => {
    const fixture = await createFixture(store);
    const first = START + 3 * DAY;
    const issued = issueService(fixture, { ...longAgo, expiresAt: first });
    const token = await applyToToken(store, issued);
    await store.addEvents([announce(token)]);
    const moved = await applyToToken(store, updateToken(token, { expiresAt: START + 4 * DAY }));
    assertSame(await listExpiring(store), [moved], 'The new expiry was not announced.');
    await store.addEvents([announce(moved)]);
    assertThat((await countEvents(store)) === 2, 'It is added.');
    await applyToToken(store, updateToken(token, { expiresAt: first }));
    assertSame(await listExpiring(store), [], 'The first expiry was announced.');
  }),

  storeCase('an announcement stays announced after its event was delivered', async (store) => {
    const token = await applyToToken(
      store,
      issueService(await createFixture(store), { ...longAgo, expiresAt: START + 3 * DAY }),
    );
    const event = announce(token);
    await store.addEvents([event]);
    await store.claimEvents({ at: START, until: START + 1, keepFrom: 0, limit: 1 });
    await store.settleEvents([{ id: event.id, attempts: 1, retryAt: null }]);
    assertSame(await listExpiring(store), [], 'The token is not listed.');
    await store.addEvents([event, announce(token)]);
    assertThat((await countEvents(store)) === 0, 'Its event is not added.');
  }),

  storeCase('pages of expiring tokens examine a few tokens each, and lose none', async (store) => {
    const fixture = await createFixture(store);
    const ids: string[] = [];
    for (let index = 0; index < 9; index += 1) {
      const expiresAt = START + 2 * DAY + Math.floor(index / 3);
      const token = await applyToToken(store, issueService(fixture, { ...longAgo, expiresAt }));
      if (index % 4 === 0) await applyToToken(store, suspendToken(token));
      else ids.push(token.id);
    }
    for (const limit of [1, 2, 3, 100]) {
      const found = await idsOf(listExpiring(store, { limit }));
      assertSame([...found].sort(), [...ids].sort(), 'Every page size returns every token once.');
      const page = await store.listExpiring({ ...query, limit });
      assertThat(page.tokens.length <= limit, 'A page keeps to its limit.');
    }
  }),
];
