import { assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import { applyToToken, createFixture, issuePersonal, issueService, START } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { resumeToken, revokeToken, suspendToken, updateToken } from './token-commands.ts';

export const suspendCases: readonly StoreCase[] = [
  storeCase('suspend_token stops one token until resume_token', async (store) => {
    const fixture = await createFixture(store);
    for (const issued of [issuePersonal(fixture), issueService(fixture)]) {
      const spared = issuePersonal(fixture);
      const token = await applyToToken(store, issued);
      await applyToToken(store, spared);
      const read = () => store.getToken(fixture.organizationId, token.id);

      const suspended = { ...token, suspendedAt: START + 5, updatedAt: START + 5 };
      const command = suspendToken(token, { at: START + 5 });
      assertSame(
        await applyTwice(store, command),
        { ok: true, token: suspended },
        'The outcome must contain the suspended token.',
      );
      assertSame(await read(), suspended, 'It can be read.');
      const found = await store.findToken(fixture.organizationId, [issued.digest]);
      assertSame(found, suspended, 'And found.');
      assertThat((await store.lookup([issued.digest]))?.suspendedAt === START + 5, 'The lookup knows.');
      assertThat((await store.lookup([spared.digest]))?.suspendedAt === null, 'The other one works.');

      const resumed = { ...token, updatedAt: START + 9 };
      const end = resumeToken(token, { at: START + 9 });
      assertSame(
        await applyTwice(store, end),
        { ok: true, token: resumed },
        'The outcome must contain the resumed token.',
      );
      assertSame(await read(), resumed, 'It can be read.');
      assertThat((await store.lookup([issued.digest]))?.suspendedAt === null, 'The lookup knows that too.');
    }
  }),

  storeCase('a suspension keeps its first time, and outlives an update', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const token = await applyToToken(store, issued);
    await applyToToken(store, suspendToken(token, { at: START + 5 }));
    const again = await applyToToken(store, suspendToken(token, { at: START + 9 }));
    assertSame([again.suspendedAt, again.updatedAt], [START + 5, START + 5], 'It began when it began.');
    const renamed = await applyToToken(store, updateToken(token, { name: 'renamed', at: START + 10 }));
    assertThat(renamed.suspendedAt === START + 5, 'A new name does not end it.');
    assertThat((await store.lookup([issued.digest]))?.suspendedAt === START + 5, 'The lookup knows.');
  }),

  storeCase('suspend_token and resume_token fail for an unknown and for a revoked token', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const token = await applyToToken(store, issued);
    await applyToToken(store, suspendToken(token, { at: START + 1 }));
    const tokenId = crypto.randomUUID();
    for (const command of [suspendToken(token, { tokenId }), resumeToken(token, { tokenId })]) {
      await assertRefused(store, command, 'token_not_found', 'There is no such token.');
    }
    const revoked = await applyToToken(store, revokeToken(token, { at: START + 2 }));
    for (const command of [suspendToken(token), resumeToken(token)]) {
      await assertRefused(store, command, 'revoked', 'A revoked token is neither stopped nor resumed.');
    }
    assertSame(await store.getToken(fixture.organizationId, token.id), revoked, 'It is as it was.');
    const record = await store.lookup([issued.digest]);
    assertSame([record?.revokedAt, record?.suspendedAt], [START + 2, START + 1], 'So is its record.');
  }),
];
