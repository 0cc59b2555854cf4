import { assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import {
  applyToToken,
  createFixture,
  DAY,
  issuePersonal,
  issueService,
  newestChange,
  randomDigest,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { retireSecrets, revokeToken, rotateToken } from './token-commands.ts';

export const retireCases: readonly StoreCase[] = [
  storeCase('retire_secrets ends the older secrets of a token, and only sooner', async (store) => {
    const fixture = await createFixture(store);
    const bystander = rotateToken(await applyToToken(store, issueService(fixture)));
    await store.apply(bystander);
    for (const issued of [issuePersonal(fixture), issueService(fixture, { expiresAt: START + 9 * DAY })]) {
      const token = await applyToToken(store, issued);
      const first = rotateToken(token, { overlapUntil: START + 7 });
      await applyToToken(store, first);
      const second = rotateToken(token, { overlapUntil: START + DAY, drainUntil: START + DAY });
      const rotated = await applyToToken(store, second);
      const endOf = async (digest: Uint8Array) => (await store.lookup([digest]))?.secretExpiresAt;
      const command = retireSecrets(token, second.digest, { at: START + 50 });
      const retired = { ...rotated, updatedAt: START + 50 };
      assertSame(
        await applyTwice(store, command),
        { ok: true, token: retired },
        'The outcome must contain the token.',
      );
      assertSame(await store.getToken(fixture.organizationId, token.id), retired, 'It can be read.');
      assertSame(await endOf(issued.digest), START + 7, 'An earlier end holds.');
      assertSame(await endOf(first.digest), START + 50, 'The other older secret ends now.');
      assertSame(await endOf(second.digest), null, 'The newest secret stays.');
      assertThat((await store.lookup([second.digest]))?.secretPending === true, 'It is pending as before.');
    }
    const other = await store.lookup([bystander.digest]);
    assertThat(other?.secretExpiresAt === null, 'Other tokens are as they were.');
  }),

  storeCase('retire_secrets changes nothing for a token without an older secret', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const token = await applyToToken(store, issued);
    const newest = await newestChange(store);
    const outcome = await store.apply(retireSecrets(token, issued.digest, { at: START + 5 }));
    assertSame(outcome, { ok: true, token }, 'The token is as it was.');
    assertThat((await newestChange(store)) === newest, 'There is no change to log.');
    const rotate = rotateToken(token, { overlapUntil: START + 10 });
    const rotated = await applyToToken(store, rotate);
    const late = await store.apply(retireSecrets(token, rotate.digest, { at: START + 10 }));
    assertSame(late, { ok: true, token: rotated }, 'A secret that has ended keeps its end.');
  }),

  storeCase('retire_secrets fails if there is a newer secret, or none such', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const token = await applyToToken(store, issued);
    const [first, second] = [rotateToken(token), rotateToken(token)];
    await applyToToken(store, first);
    await applyToToken(store, second);
    for (const { digest } of [issued, first]) {
      await assertRefused(store, retireSecrets(token, digest), 'outdated', 'There is a newer one.');
    }
    const other = issueService(fixture);
    await applyToToken(store, other);
    for (const digest of [other.digest, randomDigest()]) {
      const command = retireSecrets(token, digest);
      await assertRefused(store, command, 'secret_not_found', 'The token has no such secret.');
    }
    const unknown = retireSecrets(token, second.digest, { tokenId: crypto.randomUUID() });
    await assertRefused(store, unknown, 'token_not_found', 'There is no such token.');
    assertSame((await store.lookup([first.digest]))?.secretExpiresAt, START + DAY / 24, 'It works on.');
    await applyToToken(store, revokeToken(token));
    await assertRefused(store, retireSecrets(token, second.digest), 'revoked', 'It is revoked.');
  }),
];
