import type { UpdateToken } from '@lynk-auth/authority';
import { assertFailed, assertOk, assertSame, assertThat } from '../assertions.ts';
import { withPollutedPrototype } from '../with-polluted-prototype.ts';
import {
  applyToToken,
  createFixture,
  DAY,
  issuePersonal,
  issueService,
  newestChange,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { revokeToken, updateToken } from './token-commands.ts';

export const updateCases: readonly StoreCase[] = [
  storeCase('update_token changes what it names and leaves the rest', async (store) => {
    const fixture = await createFixture(store);
    const issued = issuePersonal(fixture, { expiresAt: START + DAY });
    let token = await applyToToken(store, issued);
    const at = START + 1000;
    const updates: Partial<UpdateToken>[] = [
      { name: 'desktop' },
      { name: 'desktop', expiresAt: undefined },
      { expiresAt: START + 7 * DAY },
      { name: undefined, expiresAt: null },
      { name: 'both', expiresAt: START + 2 * DAY },
    ];
    for (const update of updates) {
      const expected = {
        ...token,
        name: update.name ?? token.name,
        expiresAt: update.expiresAt === undefined ? token.expiresAt : update.expiresAt,
        updatedAt: at,
      };
      token = await applyToToken(store, updateToken(token, { ...update, at }));
      assertSame(token, expected, 'The outcome must contain the changed token.');
      assertSame(await store.getToken(fixture.organizationId, token.id), expected, 'It can be read.');
      const record = await store.lookup([issued.digest]);
      assertThat(record?.expiresAt === expected.expiresAt, 'The lookup has the new expiry.');
    }
  }),

  storeCase('update_token changes nothing that a polluted Object.prototype names', async (store) => {
    const fixture = await createFixture(store);
    const issued = issuePersonal(fixture, { expiresAt: START + DAY });
    const token = await applyToToken(store, issued);
    const { type, organizationId, actor } = updateToken(token);
    const command = { type, organizationId, actor, tokenId: token.id, at: START + 1 } as const;
    await withPollutedPrototype({ name: 'evil', expiresAt: null }, async () => {
      assertOk(await store.apply({ ...command, name: 'renamed' }), 'The token must be renamed.');
      assertOk(await store.apply({ ...command, expiresAt: START + DAY / 2 }), 'The expiry must be changed.');
    });
    const read = await store.getToken(fixture.organizationId, token.id);
    assertSame(
      [read?.name, read?.expiresAt],
      ['renamed', START + DAY / 2],
      'The token must have its own values.',
    );
  }),

  storeCase('update_token sent twice changes once', async (store) => {
    const fixture = await createFixture(store);
    const token = await applyToToken(store, issueService(fixture));
    const command = updateToken(token, { name: 'renamed', expiresAt: START + DAY, at: START + 1 });
    const first = await store.apply(command);
    const newest = await newestChange(store);
    assertSame(await store.apply(command), first, 'The second outcome must equal the first.');
    assertThat((await newestChange(store)) === newest, 'The second adds no change.');
  }),

  storeCase('update_token fails for an unknown and for a revoked token', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture, { expiresAt: START + DAY });
    const token = await applyToToken(store, issued);
    const unknown = updateToken(token, { tokenId: crypto.randomUUID(), name: 'x' });
    assertFailed(await store.apply(unknown), 'token_not_found', 'There is no such token.');
    const revoked = await applyToToken(store, revokeToken(token, { at: START + 1 }));
    const newest = await newestChange(store);
    const command = updateToken(token, { name: 'x', expiresAt: null, at: START + 2 });
    assertFailed(await store.apply(command), 'revoked', 'A revoked token is not changed.');
    assertSame(await store.getToken(fixture.organizationId, token.id), revoked, 'It is as it was.');
    assertThat((await newestChange(store)) === newest, 'There is no change.');
  }),

  storeCase('an expired token can be given a new expiry', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture, { expiresAt: START });
    const token = await applyToToken(store, issued);
    await applyToToken(store, updateToken(token, { expiresAt: START + DAY, at: START + 10 }));
    const record = await store.lookup([issued.digest]);
    assertThat(record?.expiresAt === START + DAY, 'The lookup has the new expiry.');
  }),
];
