import { createVerifier } from '@lynk-auth/verifier';
import { expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';
import { createStoreSource } from './create-store-source.ts';

it('knows its own tokens, and no others', async () => {
  const here = await createTestOrganization();
  const there = await createTestOrganization();
  const { secret } = expectOk(await here.authority.as(here.admin).issuePersonalToken({ name: 'n' }));
  expect(await here.verifier.verify(secret.reveal())).toMatchObject({ ok: true });
  expect(await there.verifier.verify(secret.reveal())).toEqual({
    ok: false,
    kind: 'invalid_token',
    reason: 'unknown',
  });
});

it('answers synchronously over the memory store', async () => {
  const { authority, admin, verifier } = await createTestOrganization();
  const { secret } = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
  expect(verifier.verify(secret.reveal())).toMatchObject({ ok: true });
});

it('expires at the very millisecond', async () => {
  const { authority, admin, verifier, move } = await createTestOrganization();
  const input = { name: 'n', expiresAt: START + DAY };
  const { secret } = expectOk(await authority.as(admin).issuePersonalToken(input));
  move(DAY - 1);
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: true });
  move(1);
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: false, reason: 'expired' });
});

it('reads a source whose lookup is asynchronous, and one that is out of reach', async () => {
  const { authority, admin, store } = await createTestOrganization();
  const { secret } = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
  const slow = createStoreSource({ ...store, lookup: async (digests) => store.lookup(digests) });
  expect(await createVerifier({ source: slow }).verify(secret.reveal())).toMatchObject({ ok: true });
  await store.close();
  for (const source of [slow, authority.source]) {
    expect(await createVerifier({ source }).verify(secret.reveal())).toMatchObject({ kind: 'unavailable' });
  }
});

it('takes a record of unknown shape for a source that is out of reach', async () => {
  const { authority, admin, store } = await createTestOrganization();
  const { secret } = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
  const whole = await store.lookup([new Uint8Array(32)]);
  expect(whole).toBe(null);
  for (const record of [undefined, {}, { revokedAt: null }, 'token']) {
    const source = createStoreSource({ ...store, lookup: () => record as never });
    expect(createVerifier({ source }).verify(secret.reveal())).toMatchObject({ ok: false });
  }
});

it('an authority over a closed store rejects: that is no expected failure', async () => {
  const store = createMemoryStore();
  const { authority, admin } = await createTestOrganization({}, store);
  await store.close();
  await expect(authority.as(admin).listTokens()).rejects.toThrow('closed');
});
