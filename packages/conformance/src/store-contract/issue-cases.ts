import { assertFailed, assertOk, assertSame, assertThat } from '../assertions.ts';
import {
  applyToToken,
  createFixture,
  DAY,
  issuePersonal,
  issueService,
  listAll,
  newestChange,
  randomDigest,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { revokeToken } from './token-commands.ts';

export const issueCases: readonly StoreCase[] = [
  storeCase('a personal and a service token are issued as requested', async (store) => {
    const fixture = await createFixture(store);
    const actor = { kind: 'user', id: fixture.userId } as const;
    const ceiling = ['view_sboms', 'update_sboms'];
    const commands = [
      issuePersonal(fixture, { actor, ceiling, expiresAt: START + DAY }),
      issueService(fixture, { at: START + 1, environment: 'test' }),
    ];
    for (const command of commands) {
      const token = {
        id: command.tokenId,
        organizationId: fixture.organizationId,
        kind: command.kind,
        environment: command.environment,
        name: command.name,
        mask: command.mask,
        ownerId: command.ownerId,
        roleId: command.roleId,
        ceiling: command.ceiling,
        createdBy: command.actor,
        managedBy: command.managedBy,
        createdAt: command.at,
        updatedAt: command.at,
        expiresAt: command.expiresAt,
        revokedAt: null,
        suspendedAt: null,
        lastUsedAt: null,
      };
      assertSame(await store.apply(command), { ok: true, token }, 'The outcome must contain the token.');
      assertSame(await store.getToken(fixture.organizationId, token.id), token, 'It can be read.');
      assertSame(await store.findToken(fixture.organizationId, [command.digest]), token, 'It can be found.');
    }
  }),

  storeCase('a token keeps the kind of its creator, and not only the id', async (store) => {
    const fixture = await createFixture(store);
    const id = fixture.userId;
    const actors = [
      { kind: 'user', id },
      { kind: 'token', id },
      { kind: 'system', id: null },
    ] as const;
    for (const actor of actors) {
      const { id: tokenId } = await applyToToken(store, issueService(fixture, { actor }));
      const token = await store.getToken(fixture.organizationId, tokenId);
      assertSame(token?.createdBy, actor, 'The creator must have the kind of the actor.');
    }
    const listed = await listAll(store, { organizationId: fixture.organizationId, kind: 'service' });
    const kinds = listed.map(({ createdBy }) => createdBy.kind).sort();
    assertSame(kinds, ['system', 'token', 'user'], 'A list must tell the creators apart.');
  }),

  storeCase('issue_token sent twice issues one token, even if the limit is reached', async (store) => {
    const fixture = await createFixture(store);
    const command = issueService(fixture, { limit: 1 });
    const first = await store.apply(command);
    assertOk(first, 'The token is issued.');
    const newest = await newestChange(store);
    assertSame(await store.apply(command), first, 'The second outcome must equal the first.');
    assertThat((await newestChange(store)) === newest, 'The second adds no change.');
    const tokens = await listAll(store, { organizationId: fixture.organizationId });
    assertThat(tokens.length === 1, 'There is one token.');
  }),

  storeCase(
    'issue_token fails without its organization, owner or role, and leaves nothing',
    async (store) => {
      const fixture = await createFixture(store);
      const newest = await newestChange(store);
      const commands = [
        [issuePersonal(fixture, { organizationId: crypto.randomUUID() }), 'organization_not_found'],
        [issuePersonal(fixture, { ownerId: crypto.randomUUID() }), 'member_not_found'],
        [issueService(fixture, { roleId: crypto.randomUUID() }), 'role_not_found'],
      ] as const;
      for (const [command, reason] of commands) {
        assertFailed(await store.apply(command), reason, `The reason is ${reason}.`);
        assertThat((await store.lookup([command.digest])) === null, 'Its secret is not known.');
        assertThat(
          (await store.getToken(command.organizationId, command.tokenId)) === null,
          'Nor is its id.',
        );
      }
      assertThat((await newestChange(store)) === newest, 'There is no change.');
      const again = issuePersonal(fixture, {
        tokenId: commands[1][0].tokenId,
        digest: commands[2][0].digest,
      });
      assertOk(await store.apply(again), 'What failed takes neither the id nor the secret.');
    },
  ),

  storeCase('a token id or a secret that is taken is a conflict, and changes nothing', async (store) => {
    const fixture = await createFixture(store);
    const other = await createFixture(store);
    const first = issueService(fixture);
    const token = await applyToToken(store, first);
    const newest = await newestChange(store);
    const digest = randomDigest();
    const commands = [
      issueService(fixture, { tokenId: first.tokenId, digest, name: 'other secret' }),
      issueService(fixture, { tokenId: first.tokenId, digest: first.digest, roleId: fixture.adminRoleId }),
      issuePersonal(fixture, { tokenId: first.tokenId, digest: first.digest }),
      issueService(fixture, { digest: first.digest, name: 'other id' }),
      issueService(other, { tokenId: first.tokenId, digest }),
      issueService(other, { digest: first.digest }),
    ];
    for (const command of commands) {
      assertFailed(await store.apply(command), 'conflict', 'What is taken is a conflict.');
    }
    assertThat((await newestChange(store)) === newest, 'There is no change.');
    assertSame(await store.getToken(fixture.organizationId, token.id), token, 'The token is the first one.');
    assertThat((await store.lookup([digest])) === null, 'The other secret is not known.');
    const record = await store.lookup([first.digest]);
    assertThat(record?.organizationId === fixture.organizationId, 'The secret is still the first token’s.');
    const tokens = await listAll(store, { organizationId: other.organizationId });
    assertSame(tokens, [], 'The other organization has no token.');
  }),

  storeCase('the limit counts live tokens of one kind in one organization', async (store) => {
    const fixture = await createFixture(store);
    const other = await createFixture(store);
    const limit = 2;
    const expiring = await applyToToken(store, issueService(fixture, { limit, expiresAt: START + DAY }));
    const lasting = await applyToToken(store, issueService(fixture, { limit }));
    const refused = issueService(fixture, { limit });
    assertFailed(await store.apply(refused), 'limit_reached', 'A third is over the limit.');
    assertThat((await store.lookup([refused.digest])) === null, 'It left nothing.');
    await applyToToken(store, issuePersonal(fixture, { limit: 1 }));
    await applyToToken(store, issueService(other, { limit }));
    assertFailed(
      await store.apply(issueService(fixture, { limit, at: START + DAY - 1 })),
      'limit_reached',
      'A token counts up to its last millisecond.',
    );
    await applyToToken(store, issueService(fixture, { limit, at: START + DAY }));
    assertThat(
      (await store.getToken(fixture.organizationId, expiring.id))?.revokedAt === null,
      'An expired token does not count, and stays.',
    );
    const late = { limit, at: START + 2 * DAY };
    assertFailed(await store.apply(issueService(fixture, late)), 'limit_reached', 'It is full again.');
    await applyToToken(store, revokeToken(lasting, { at: START + 2 * DAY }));
    await applyToToken(store, issueService(fixture, late));
    assertFailed(
      await store.apply(issueService(fixture, { ...late, limit: 0 })),
      'limit_reached',
      'A limit of none allows none.',
    );
    await applyToToken(store, issueService(fixture, { ...late, limit: null }));
  }),
];
