import { createVerifier } from '@lynk-auth/verifier';
import { expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';
import { createStoreSource } from './create-store-source.ts';

it('accepts the tokens of its own store only', async () => {
  const own = await createTestOrganization();
  const other = await createTestOrganization();
  const { secret } = expectOk(await own.authority.as(own.admin).issuePersonalToken({ name: 'n' }));
  expect(await own.verifier.verify(secret.reveal())).toMatchObject({ ok: true });
  expect(await other.verifier.verify(secret.reveal())).toEqual({
    ok: false,
    kind: 'invalid_token',
    reason: 'unknown',
  });
});

it('is synchronous over the memory store', async () => {
  const { authority, admin, verifier } = await createTestOrganization();
  const { secret } = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
  expect(verifier.verify(secret.reveal())).toMatchObject({ ok: true });
});

it('expires at the exact millisecond', async () => {
  const { authority, admin, verifier, advance } = await createTestOrganization();
  const input = { name: 'n', expiresAt: START + DAY };
  const { secret } = expectOk(await authority.as(admin).issuePersonalToken(input));
  advance(DAY - 1);
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: true });
  advance(1);
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: false, reason: 'expired' });
});

it('accepts tokens of an asynchronous store, and is unavailable if the store is closed', async () => {
  const { authority, admin, store } = await createTestOrganization();
  const { secret } = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
  const slow = createStoreSource({ ...store, lookup: async (digests) => store.lookup(digests) });
  expect(await createVerifier({ observe: null, source: slow }).verify(secret.reveal())).toMatchObject({
    ok: true,
  });
  await store.close();
  for (const source of [slow, authority.source]) {
    expect(await createVerifier({ source, observe: null }).verify(secret.reveal())).toMatchObject({
      kind: 'unavailable',
    });
  }
});

it('rejects a record of unknown shape', async () => {
  const { authority, admin, store } = await createTestOrganization();
  const { secret } = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
  const whole = await store.lookup([new Uint8Array(32)]);
  expect(whole).toBe(null);
  for (const record of [undefined, {}, { revokedAt: null }, 'token']) {
    const source = createStoreSource({ ...store, lookup: () => record as never });
    expect(createVerifier({ source, observe: null }).verify(secret.reveal())).toMatchObject({ ok: false });
  }
});

it('rejects with the error of a closed store, which is not an expected failure', async () => {
  const store = createMemoryStore();
  const { authority, admin } = await createTestOrganization({}, store);
  await store.close();
  await expect(authority.as(admin).listTokens()).rejects.toThrow('closed');
});
