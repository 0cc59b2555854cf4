import { generateToken } from '@lynk-auth/core';
import { createVerifier, digestToken } from '@lynk-auth/verifier';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import { createAuthority } from '../create-authority.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';
import type { Store } from '../store/store.ts';
import type { UseBatch } from '../store/use-batch.ts';
import type { UseOption } from './read-use-option.ts';

/** Creates a token, over a store whose batches are recorded and may fail. */
async function createUsedToken(use?: UseOption) {
  const memory = createMemoryStore();
  const batches: UseBatch[] = [];
  /** What to do with the next batches, before or after they are stored. */
  const faults: ('before' | 'after')[] = [];
  const store: Store = {
    ...memory,
    async recordUse(batch) {
      batches.push(batch);
      const fault = faults.shift();
      if (fault === 'before') throw new Error('The store is down.');
      await memory.recordUse(batch);
      if (fault === 'after') throw new Error('The response was lost.');
    },
  };
  const test = await createTestOrganization({}, store);
  const authority = createAuthority({ store, clock: test.clock, ...(use !== undefined && { use }) });
  const manage = authority.as(test.admin);
  const { token, secret } = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: null }));
  const createOwnVerifier = (cache?: false) =>
    createVerifier({
      source: authority.source,
      clock: test.clock,
      observe: null,
      ...(cache === false && { cache }),
    });
  const verifier = createOwnVerifier();
  const secretOf = async () => expectOk(await manage.listSecrets(token.id)).secrets[0];
  return {
    ...test,
    manage,
    authority,
    verifier,
    createOwnVerifier,
    token,
    secret,
    secretOf,
    batches,
    faults,
  };
}

const sumOf = (batches: readonly UseBatch[]) =>
  batches.flatMap(({ uses }) => uses.flatMap(({ days }) => days)).reduce((sum, { calls }) => sum + calls, 0);

it('counts accepted uses, and shows them at once to the operations of the same process', async () => {
  const { verifier, secret, secretOf, advance, batches } = await createUsedToken();
  expect(await secretOf()).toMatchObject({
    firstUsedAt: null,
    lastUsedAt: null,
    calls: 0,
    callsSince: START,
  });
  for (let call = 0; call < 5; call += 1) {
    await verifier.verify(secret.reveal(), { clientIp: '192.0.2.1', userAgent: `ci/${call}` });
    advance(1000);
  }
  expect(batches).toEqual([]);
  expect(await secretOf()).toMatchObject({
    firstUsedAt: START,
    lastUsedAt: START + 4000,
    lastUsedPrecisionMs: 60_000,
    calls: 5,
    userAgent: 'ci/4',
    addresses: [{ address: '192.0.2.1', lastUsedAt: START + 4000 }],
    days: [{ day: '2030-01-01', calls: 5 }],
  });
  expect(batches).toHaveLength(1);
  await secretOf();
  expect(batches).toHaveLength(1);
});

it('counts neither a rejected use nor one from a network that is not allowed', async () => {
  const { verifier, secret, secretOf, store, organizationId, token, manage, advance } =
    await createUsedToken();
  const base = { organizationId, actor: { kind: 'system', id: null }, at: START } as const;
  await verifier.verify(secret.reveal(), { clientIp: '192.0.2.1' });
  await store.apply({ ...base, type: 'set_policy', policy: { allowedNetworks: ['192.0.2.0/24'] } });
  for (const clientIp of ['198.51.100.1', undefined]) {
    expect(await verifier.verify(secret.reveal(), { clientIp })).toMatchObject({ reason: 'network' });
  }
  await manage.updateToken(token.id, { expiresAt: START + 1000 });
  advance(1000);
  expect(await verifier.verify(secret.reveal(), { clientIp: '192.0.2.1' })).toMatchObject({ ok: false });
  expect(await secretOf()).toMatchObject({ calls: 1 });
});

it('does not end the old secret when the new one is rejected for its network', async () => {
  const { verifier, secret, manage, store, organizationId, token } = await createUsedToken();
  const base = { organizationId, actor: { kind: 'system', id: null }, at: START } as const;
  await store.apply({ ...base, type: 'set_policy', policy: { allowedNetworks: ['192.0.2.0/24'] } });
  const options = { retireOnFirstUse: true, drainSeconds: 0 };
  const rotated = expectOk(await manage.rotateToken(token.id, options));
  const use = async (text: string, clientIp: string) => {
    const result = await verifier.verify(text, { clientIp });
    await verifier.flush();
    return result.ok;
  };
  expect(await use(rotated.secret.reveal(), '198.51.100.1')).toBe(false);
  expect(await use(secret.reveal(), '192.0.2.1')).toBe(true);
  expect(await use(rotated.secret.reveal(), '192.0.2.1')).toBe(true);
  expect(await use(secret.reveal(), '192.0.2.1')).toBe(false);
});

it.each([
  ['with the cache', undefined],
  ['without the cache', false],
] as const)('counts every use of several verifiers %s', async (_, cache) => {
  const { createOwnVerifier, secret, secretOf } = await createUsedToken();
  const verifiers = [createOwnVerifier(cache), createOwnVerifier(cache), createOwnVerifier(cache)];
  for (let call = 0; call < 30; call += 1) await verifiers[call % 3]?.verify(secret.reveal());
  expect(await secretOf()).toMatchObject({ calls: 30 });
});

it('loses no use when entries are evicted or dropped, and writes everything at a flush and at a close', async () => {
  const { authority, clock, manage, token, secret, batches, secretOf } = await createUsedToken();
  const other = expectOk(await manage.issuePersonalToken({ name: 'other', expiresAt: null }));
  const verifier = createVerifier({
    source: authority.source,
    clock,
    observe: null,
    cache: { maxEntries: 1 },
  });
  for (let call = 0; call < 10; call += 1) {
    await verifier.verify(secret.reveal());
    await verifier.verify(other.secret.reveal());
    if (call === 4) await manage.updateToken(token.id, { name: 'renamed' });
  }
  await verifier.flush();
  expect(sumOf(batches)).toBe(20);
  await verifier.verify(secret.reveal());
  await verifier.close();
  expect(sumOf(batches)).toBe(21);
  expect(await secretOf()).toMatchObject({ calls: 11 });
});

it('sends a batch again that may have been stored, and counts it once', async () => {
  const { verifier, secret, secretOf, batches, faults } = await createUsedToken();
  faults.push('before', 'after', 'before');
  for (let round = 0; round < 4; round += 1) {
    await verifier.verify(secret.reveal());
    await verifier.flush();
  }
  expect(batches).toHaveLength(5);
  expect(new Set(batches.map(({ id }) => id)).size).toBeLessThan(5);
  expect(await secretOf()).toMatchObject({ calls: 4 });
});

it('does not claim that a token was never used if the use cannot be written', async () => {
  const { verifier, secret, manage, token, faults } = await createUsedToken();
  await verifier.verify(secret.reveal());
  faults.push('before');
  await expect(manage.listSecrets(token.id)).rejects.toThrow('The store is down.');
});

it('keeps 16 addresses, and the latest time of each', async () => {
  const { verifier, secret, secretOf, advance } = await createUsedToken();
  for (let call = 0; call < 40; call += 1) {
    advance(1);
    await verifier.verify(secret.reveal(), { clientIp: `192.0.2.${call % 20}` });
    if (call % 2 === 0) await verifier.verify(secret.reveal());
  }
  const expected = Array.from({ length: 16 }, (_, index) => ({
    address: `192.0.2.${19 - index}`,
    lastUsedAt: START + 40 - index,
  }));
  expect((await secretOf())?.addresses).toEqual(expected);
});

it('stores no token, no invisible character and no long string of a client', async () => {
  const { verifier, secret, secretOf, batches } = await createUsedToken();
  const other = generateToken({ kind: 'service', environment: 'live' }).reveal();
  const split = `${other.slice(0, 30)}\u200b\0${other.slice(30)}`;
  await verifier.verify(secret.reveal(), {
    clientIp: other,
    userAgent: `${secret.reveal()} ${split} ${'x'.repeat(1000)}\ud83d\ude00`,
  });
  await verifier.verify(secret.reveal(), { clientIp: split, userAgent: `\ud800${'😀'.repeat(200)}` });
  const { userAgent, addresses } = (await secretOf()) ?? {};
  expect(userAgent?.length).toBeLessThanOrEqual(256);
  expect(userAgent).not.toMatch(/[\p{Cs}\0]/u);
  expect(addresses).toHaveLength(1);
  const stored = JSON.stringify(batches);
  for (const text of [secret.reveal(), other]) expect(stored).not.toContain(text.slice(-20));
});

it.each([
  [false, { calls: 0, lastUsedAt: null, userAgent: null, addresses: [] }],
  [{ addresses: false }, { calls: 2, lastUsedAt: START, userAgent: 'ci', addresses: [] }],
  [{}, { calls: 2, userAgent: 'ci', addresses: [{ address: '192.0.2.1', lastUsedAt: START }] }],
] as const)('records what the option use: %j says', async (use, expected) => {
  const { verifier, secret, secretOf } = await createUsedToken(use);
  for (let call = 0; call < 2; call += 1) {
    await verifier.verify(secret.reveal(), { clientIp: '192.0.2.1', userAgent: 'ci' });
  }
  expect(await secretOf()).toMatchObject(expected);
});

it.each([true, null, { addresses: 'no' }, { address: false }])('rejects the option use: %j', (use) => {
  const create = () => createAuthority({ store: createMemoryStore(), use: use as never });
  expect(create).toThrow(/createAuthority: use/);
});

describe('over time', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('writes a first use within a second, and then at most once a minute', async () => {
    const { verifier, secret, batches } = await createUsedToken();
    await verifier.verify(secret.reveal());
    await vi.advanceTimersByTimeAsync(1000);
    expect(batches).toHaveLength(1);
    for (let second = 0; second < 180; second += 1) {
      await verifier.verify(secret.reveal());
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(batches.length).toBeGreaterThanOrEqual(3);
    expect(batches.length).toBeLessThanOrEqual(4);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sumOf(batches)).toBe(181);
    await vi.advanceTimersByTimeAsync(3 * DAY);
    expect(sumOf(batches)).toBe(181);
    const before = batches.length;
    await verifier.verify(secret.reveal());
    await vi.advanceTimersByTimeAsync(1000);
    expect(batches).toHaveLength(before + 1);
  });

  it('has written every use within a minute, so that a kill loses no more', async () => {
    const { verifier, secret, manage, batches } = await createUsedToken();
    const other = expectOk(await manage.issuePersonalToken({ name: 'other', expiresAt: null }));
    /** How many uses there had been at the end of each second. */
    const counts = [0];
    for (let second = 1; second <= 600; second += 1) {
      // Busy and quiet times, and a token that is used now and then.
      const isBusy = Math.floor(second / 70) % 2 === 0;
      const used = [...(isBusy ? [secret, secret] : []), ...(second % 37 === 0 ? [other.secret] : [])];
      for (const each of used) await verifier.verify(each.reveal());
      await vi.advanceTimersByTimeAsync(1000);
      counts.push((counts.at(-1) ?? 0) + used.length);
      expect(sumOf(batches)).toBeGreaterThanOrEqual(counts[second - 60] ?? 0);
      expect(sumOf(batches)).toBeLessThanOrEqual(counts[second] ?? 0);
    }
  });

  it('writes many tokens in few batches, sorted by digest', async () => {
    const { authority, manage, clock, batches } = await createUsedToken();
    const verifier = createVerifier({ source: authority.source, clock, observe: null });
    const secrets = [];
    for (let index = 0; index < 300; index += 1) {
      secrets.push(expectOk(await manage.issuePersonalToken({ name: 'n' })).secret.reveal());
    }
    for (const text of secrets) await verifier.verify(text);
    await vi.advanceTimersByTimeAsync(1000);
    expect(batches.map(({ uses }) => uses.length)).toEqual([100, 100, 100]);
    const digests = batches.flatMap(({ uses }) =>
      uses.map(({ digest }) => Buffer.from(digest).toString('hex')),
    );
    const expected = secrets.map((text) => Buffer.from(digestToken(text)).toString('hex')).sort();
    expect(digests).toEqual(expected);
  });

  it('writes again after the store was down', async () => {
    const { verifier, secret, batches, faults } = await createUsedToken();
    faults.push('before', 'before');
    await verifier.verify(secret.reveal());
    await vi.advanceTimersByTimeAsync(20_000);
    expect(batches).toHaveLength(3);
    expect(new Set(batches.map(({ id }) => id)).size).toBe(1);
  });
});
