import { assertFailed, assertOk, assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
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
import {
  activateSecret,
  deleteToken,
  resumeToken,
  revokeToken,
  rotateToken,
  suspendToken,
  updateToken,
} from './token-commands.ts';

export const deleteCases: readonly StoreCase[] = [
  storeCase('delete_token removes a token that is revoked or has expired', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId } = fixture;
    for (const issued of [issuePersonal(fixture, { expiresAt: START + DAY }), issueService(fixture)]) {
      const token = await applyToToken(store, issued);
      const spared = await applyToToken(store, issueService(fixture));
      if (token.expiresAt === null) await applyToToken(store, revokeToken(token));
      const before = await newestChange(store);
      const command = deleteToken(token, { at: START + DAY });
      assertSame(await applyTwice(store, command), { ok: true }, 'It succeeds, and so does a repetition.');
      const changes = await changesAfter(store, before);
      assertSame(
        changes.map(({ tokenId }) => tokenId),
        [token.id],
        'One change names the token.',
      );
      assertThat((await store.getToken(organizationId, token.id)) === null, 'It is not read any more.');
      assertThat((await store.findToken(organizationId, [issued.digest])) === null, 'Nor found.');
      assertThat((await store.lookup([issued.digest])) === null, 'Nor looked up.');
      assertSame(await store.listSecrets(organizationId, token.id), [], 'Nor are its secrets.');
      const listed = await listAll(store, { organizationId });
      assertThat(!listed.some(({ id }) => id === token.id), 'Nor listed.');
      assertThat(
        listed.some(({ id }) => id === spared.id),
        'Another token is.',
      );
    }
  }),

  storeCase('delete_token fails for a token that can still become valid', async (store) => {
    const fixture = await createFixture(store);
    const active = await applyToToken(store, issueService(fixture, { expiresAt: START + DAY }));
    const suspended = await applyToToken(store, issuePersonal(fixture));
    await applyToToken(store, suspendToken(suspended));
    for (const token of [active, suspended]) {
      const command = deleteToken(token, { at: START + DAY - 1 });
      await assertRefused(store, command, 'still_active', 'It must be revoked first.');
      assertThat((await store.getToken(fixture.organizationId, token.id)) !== null, 'It is still there.');
    }
    const unknown = deleteToken(active, { tokenId: crypto.randomUUID() });
    await assertRefused(store, unknown, 'token_not_found', 'There is no such token.');
  }),

  storeCase('delete_token finds a token, deleted or not, only for who manages it', async (store) => {
    const [fixture, other] = [await createFixture(store), await createFixture(store)];
    const token = await applyToToken(store, issueService(fixture));
    await applyToToken(store, revokeToken(token));
    const { managedBy } = token;
    const strangers = [
      deleteToken(token, { managedBy: { kind: 'user', id: managedBy.id } }),
      deleteToken(token, { managedBy: { ...managedBy, id: 'stranger' } }),
      deleteToken(token, { kind: 'personal' }),
      deleteToken(token, { organizationId: other.organizationId }),
    ];
    for (const command of strangers) {
      await assertRefused(store, command, 'token_not_found', 'It is not found.');
    }
    assertOk(await store.apply(deleteToken(token, { managedBy, kind: 'service' })), 'It is deleted.');
    for (const command of strangers) {
      await assertRefused(store, command, 'token_not_found', 'It is not found after that either.');
    }
  }),

  storeCase('nothing uses the id or a secret of a deleted token again', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture);
    const token = await applyToToken(store, issued);
    const rotate = rotateToken(token);
    await applyToToken(store, rotate);
    await applyToToken(store, revokeToken(token));
    assertOk(await store.apply(deleteToken(token)), 'It is deleted.');
    const other = await applyToToken(store, issueService(fixture));
    for (const { digest } of [issued, rotate]) {
      const commands = [
        issueService(fixture, { digest }),
        issueService(fixture, { digest, tokenId: token.id }),
        rotateToken(other, { digest }),
      ];
      for (const command of commands) {
        await assertRefused(store, command, 'conflict', 'The secret is used.');
      }
      assertThat((await store.lookup([digest])) === null, 'It is unknown.');
    }
    await assertRefused(store, issued, 'conflict', 'Its creation sent again does not bring it back.');
    const sameId = issueService(fixture, { tokenId: token.id });
    await assertRefused(store, sameId, 'conflict', 'Nor does another token have its id.');
    const commands = [
      updateToken(token, { name: 'x', expiresAt: null }),
      suspendToken(token),
      resumeToken(token),
      rotateToken(token),
      activateSecret(token, rotate.digest),
      revokeToken(token),
    ];
    for (const command of commands) {
      assertFailed(await store.apply(command), 'token_not_found', `${command.type} does not find it.`);
    }
  }),

  storeCase('update_token lowers a ceiling, and never raises it', async (store) => {
    const fixture = await createFixture(store);
    for (const issued of [issuePersonal(fixture), issueService(fixture, { roleId: fixture.adminRoleId })]) {
      const token = await applyToToken(store, issued);
      const before = await newestChange(store);
      const ceiling = ['view_sboms', 'update_sboms'];
      const command = updateToken(token, { ceiling, at: START + 1 });
      const narrowed = await applyTwice(store, command);
      assertSame(narrowed.token, { ...token, ceiling, updatedAt: START + 1 }, 'It has the new ceiling.');
      assertSame((await store.lookup([issued.digest]))?.ceiling, ceiling, 'So it is for the lookup.');
      assertThat((await changesAfter(store, before)).length === 1, 'It is a change of rights.');
      for (const more of [['manage_api_tokens'], [...ceiling, 'manage_api_tokens']]) {
        const raise = updateToken(token, { ceiling: more });
        await assertRefused(store, raise, 'exceeds_permissions', 'It cannot have more again.');
      }
      await applyToToken(store, updateToken(token, { ceiling: [] }));
      assertSame((await store.lookup([issued.digest]))?.ceiling, [], 'It can be left with nothing.');
      await assertRefused(store, command, 'exceeds_permissions', 'An earlier command does not raise it.');
    }
  }),
];
