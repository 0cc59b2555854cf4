import { assertFailed, assertSame, assertThat } from '../assertions.ts';
import { applyToToken, createFixture, issuePersonal, issueService, newestChange, START } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { revokeToken } from './token-commands.ts';

export const revokeCases: readonly StoreCase[] = [
  storeCase('revoke_token ends one token, and only that one', async (store) => {
    const fixture = await createFixture(store);
    const doomed = issuePersonal(fixture);
    const spared = issuePersonal(fixture);
    const token = await applyToToken(store, doomed);
    const other = await applyToToken(store, spared);
    const revoked = await applyToToken(store, revokeToken(token, { at: START + 5 }));
    assertThat(revoked.revokedAt === START + 5, 'The outcome must contain the time of the revocation.');
    assertSame(
      { ...revoked, revokedAt: null, updatedAt: token.updatedAt },
      token,
      'The rest of it is as it was.',
    );
    assertSame(await store.getToken(fixture.organizationId, token.id), revoked, 'It can still be read.');
    assertSame(await store.findToken(fixture.organizationId, [doomed.digest]), revoked, 'And found.');
    assertThat((await store.lookup([doomed.digest]))?.revokedAt === START + 5, 'The lookup knows.');
    assertThat((await store.lookup([spared.digest]))?.revokedAt === null, 'The other one lives.');
    assertSame(await store.getToken(fixture.organizationId, other.id), other, 'And is as it was.');
  }),

  storeCase('revoke_token sent again keeps the first time', async (store) => {
    const fixture = await createFixture(store);
    const token = await applyToToken(store, issueService(fixture));
    const command = revokeToken(token, { at: START + 5 });
    const first = await store.apply(command);
    const newest = await newestChange(store);
    assertSame(await store.apply(command), first, 'The second outcome must equal the first.');
    assertSame(
      await store.apply({ ...command, at: START + 9, actor: { kind: 'user', id: fixture.userId } }),
      first,
      'Revoking it once more, later, changes nothing.',
    );
    assertThat((await newestChange(store)) === newest, 'Neither adds a change.');
  }),

  storeCase('revoke_token fails for an unknown token', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const token = await applyToToken(store, issued);
    const newest = await newestChange(store);
    const command = revokeToken(token, { tokenId: crypto.randomUUID() });
    assertFailed(await store.apply(command), 'token_not_found', 'There is no such token.');
    assertThat((await newestChange(store)) === newest, 'There is no change.');
    assertThat((await store.lookup([issued.digest]))?.revokedAt === null, 'The other token lives.');
  }),

  storeCase('nothing revives a revoked token: not its creation sent once more', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const token = await applyToToken(store, issued);
    await applyToToken(store, revokeToken(token, { at: START + 5 }));
    await store.apply(issued);
    await store.apply({ ...issued, tokenId: crypto.randomUUID(), at: START + 6 });
    const record = await store.lookup([issued.digest]);
    assertThat(record?.tokenId === token.id, 'The secret is still that token’s.');
    assertThat(record.revokedAt === START + 5, 'It is still revoked.');
  }),
];
