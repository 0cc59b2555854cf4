import { assertSame, assertThat } from '../assertions.ts';
import {
  adminPermissions,
  applyToToken,
  createFixture,
  DAY,
  issuePersonal,
  issueService,
  randomDigest,
  START,
  viewerPermissions,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { revokeToken } from './token-commands.ts';

export const lookupCases: readonly StoreCase[] = [
  storeCase('the lookup of a personal token returns the role of its owner', async (store) => {
    const fixture = await createFixture(store);
    const command = issuePersonal(fixture, { ceiling: ['view_sboms'], expiresAt: START + DAY });
    await applyToToken(store, command);
    assertSame(
      await store.lookup([command.digest]),
      {
        tokenId: command.tokenId,
        organizationId: fixture.organizationId,
        kind: 'personal',
        userId: fixture.userId,
        expiresAt: START + DAY,
        revokedAt: null,
        suspendedAt: null,
        secretExpiresAt: null,
        secretPending: false,
        ownerPresent: true,
        ownerSuspendedAt: null,
        rolePermissions: adminPermissions,
        ceiling: ['view_sboms'],
        allowedNetworks: null,
      },
      'The record is complete, and has the permissions of the owner’s role.',
    );
  }),

  storeCase('the lookup of a service token returns its own role', async (store) => {
    const fixture = await createFixture(store);
    const command = issueService(fixture, { environment: 'staging', ceiling: [] });
    await applyToToken(store, command);
    assertSame(
      await store.lookup([command.digest]),
      {
        tokenId: command.tokenId,
        organizationId: fixture.organizationId,
        kind: 'service',
        userId: null,
        expiresAt: null,
        revokedAt: null,
        suspendedAt: null,
        secretExpiresAt: null,
        secretPending: false,
        ownerPresent: true,
        ownerSuspendedAt: null,
        rolePermissions: viewerPermissions,
        ceiling: [],
        allowedNetworks: null,
      },
      'The record is complete, an empty ceiling is not none, and the role is the token’s.',
    );
  }),

  storeCase('a lookup still finds expired and revoked tokens', async (store) => {
    const fixture = await createFixture(store);
    const command = issuePersonal(fixture, { expiresAt: START - DAY });
    const token = await applyToToken(store, command);
    assertThat((await store.lookup([command.digest]))?.expiresAt === START - DAY, 'Expired: found.');
    await applyToToken(store, revokeToken(token, { at: START + 1 }));
    const record = await store.lookup([command.digest]);
    assertThat(record?.revokedAt === START + 1, 'Revoked: found.');
    assertThat(record.expiresAt === START - DAY, 'Its expiry is still there.');
  }),

  storeCase('a secret is known by exactly its 32 bytes', async (store) => {
    const fixture = await createFixture(store);
    const command = issueService(fixture);
    await applyToToken(store, command);
    assertThat((await store.lookup([randomDigest()])) === null, 'Another digest is unknown.');
    assertThat((await store.lookup([new Uint8Array(32)])) === null, 'Nothing but zeros is unknown.');
    for (let bit = 0; bit < 256; bit += 1) {
      const near = command.digest.slice();
      near[bit >> 3] = (near[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assertThat((await store.lookup([near])) === null, `One bit apart (bit ${bit}) is unknown.`);
    }
    // What is no digest may also be an error.
    const cut = await Promise.resolve()
      .then(() => store.lookup([command.digest.slice(0, 31)]))
      .catch(() => null);
    assertThat(cut === null, 'Its beginning is unknown.');
    assertThat((await store.lookup([command.digest])) !== null, 'The digest itself is known.');
  }),

  storeCase('two secrets that differ in the last bit are two tokens', async (store) => {
    const fixture = await createFixture(store);
    const digest = randomDigest();
    const sibling = digest.slice();
    sibling[31] = (sibling[31] ?? 0) ^ 1;
    const first = await applyToToken(store, issuePersonal(fixture, { digest }));
    const second = await applyToToken(store, issueService(fixture, { digest: sibling }));
    assertThat((await store.lookup([digest]))?.tokenId === first.id, 'The one is the one.');
    assertThat((await store.lookup([sibling]))?.tokenId === second.id, 'The other is the other.');
  }),

  storeCase('of several digests, any one finds the token, in any place', async (store) => {
    const fixture = await createFixture(store);
    const command = issuePersonal(fixture);
    const token = await applyToToken(store, command);
    for (let count = 1; count <= 5; count += 1) {
      for (let place = 0; place < count; place += 1) {
        const digests = Array.from({ length: count }, randomDigest);
        assertThat((await store.lookup(digests)) === null, `${count} unknown digests find nothing.`);
        assertThat(
          (await store.findToken(fixture.organizationId, digests)) === null,
          `${count} unknown digests find no token.`,
        );
        digests[place] = command.digest;
        const where = `The digest in place ${place} of ${count}`;
        assertThat((await store.lookup(digests))?.tokenId === token.id, `${where} is looked up.`);
        const found = await store.findToken(fixture.organizationId, digests);
        assertThat(found?.id === token.id, `${where} finds the token.`);
      }
    }
  }),

  storeCase('a digest may be a part of a larger buffer, and its buffer may be used again', async (store) => {
    const fixture = await createFixture(store);
    const digest = randomDigest();
    const buffer = new Uint8Array(96).fill(7);
    buffer.set(digest, 32);
    const command = issueService(fixture, { digest: buffer.subarray(32, 64) });
    const token = await applyToToken(store, command);
    assertThat((await store.lookup([buffer.subarray(32, 64)]))?.tokenId === token.id, 'A part is a digest.');
    buffer.fill(0);
    assertThat((await store.lookup([digest]))?.tokenId === token.id, 'The store has its own copy.');
    assertThat((await store.lookup([buffer.subarray(32, 64)])) === null, 'The overwritten one is unknown.');
  }),
];
