import type { IssueToken, Store } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
import {
  applyToToken,
  changesAfter,
  createFixture,
  DAY,
  issuePersonal,
  issueService,
  listAll,
  newestChange,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { revokeToken, updateToken } from './token-commands.ts';

/** Applies all commands at once and counts their outcomes. */
async function race(store: Store, commands: readonly IssueToken[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const outcome of await Promise.all(commands.map((command) => store.apply(command)))) {
    const key = outcome.ok ? 'ok' : outcome.reason;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

export const concurrencyCases: readonly StoreCase[] = [
  ...[2, 10].map((count) =>
    storeCase(`issues one of ${count} tokens requested at once under a limit of one`, async (store) => {
      const fixture = await createFixture(store);
      const before = await newestChange(store);
      const commands = Array.from({ length: count }, () => issueService(fixture, { limit: 1 }));
      assertSame(
        await race(store, commands),
        { ok: 1, limit_reached: count - 1 },
        'Exactly one is made, and the others are over the limit.',
      );
      const tokens = await listAll(store, { organizationId: fixture.organizationId });
      assertThat(tokens.length === 1, 'One is listed.');
      assertThat((await newestChange(store)) === before + 1, 'There is one change.');
      const found = await Promise.all(commands.map(({ digest }) => store.lookup([digest])));
      assertThat(found.filter((record) => record !== null).length === 1, 'One secret is known.');
    }),
  ),

  storeCase('issues five of ten tokens requested at once under a limit of five', async (store) => {
    const fixture = await createFixture(store);
    const commands = Array.from({ length: 10 }, () => issueService(fixture, { limit: 5 }));
    assertSame(await race(store, commands), { ok: 5, limit_reached: 5 }, 'Exactly five are made.');
  }),

  storeCase('one command sent many times at once is applied once', async (store) => {
    const fixture = await createFixture(store);
    const command = issueService(fixture, { limit: 1 });
    const before = await newestChange(store);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => store.apply(command)));
    for (const outcome of outcomes) assertSame(outcome, outcomes[0], 'All outcomes must be equal.');
    assertOk(outcomes[0] ?? { ok: false }, 'It is a success.');
    assertThat((await newestChange(store)) === before + 1, 'There is one change.');
  }),

  storeCase('two tokens issued at once with the same secret: one succeeds', async (store) => {
    const fixture = await createFixture(store);
    const first = issueService(fixture);
    const second = issuePersonal(fixture, { digest: first.digest });
    assertSame(await race(store, [first, second]), { ok: 1, conflict: 1 }, 'The other is a conflict.');
    const tokens = await listAll(store, { organizationId: fixture.organizationId });
    assertThat(tokens.length === 1, 'One is listed.');
    assertThat((await store.lookup([first.digest]))?.tokenId === tokens[0]?.id, 'The secret is its own.');
  }),

  storeCase('an update at the same time never brings a revoked token back', async (store) => {
    const fixture = await createFixture(store);
    for (let round = 0; round < 8; round += 1) {
      const issued = issueService(fixture, { expiresAt: START + DAY });
      const token = await applyToToken(store, issued);
      const update = updateToken(token, { name: `round ${round}`, expiresAt: null, at: START + 1 });
      const revoke = revokeToken(token, { at: START + 2 });
      const order = round % 2 === 0 ? [update, revoke, update] : [revoke, update];
      const outcomes = await Promise.all(order.map((command) => store.apply(command)));
      for (const outcome of outcomes) {
        assertThat(outcome.ok || outcome.reason === 'revoked', 'An update succeeds, or comes too late.');
      }
      assertThat((await store.lookup([issued.digest]))?.revokedAt === START + 2, 'It is revoked.');
    }
  }),

  storeCase('changes made at once are numbered without a gap', async (store) => {
    const fixture = await createFixture(store);
    const before = await newestChange(store);
    const commands = Array.from({ length: 20 }, () => issuePersonal(fixture));
    await Promise.all(commands.map((command) => store.apply(command)));
    const numbers = (await changesAfter(store, before)).map(({ sequence }) => sequence);
    assertSame(
      numbers,
      commands.map((_, index) => before + index + 1),
      'Twenty changes have twenty numbers, in order.',
    );
  }),
];
