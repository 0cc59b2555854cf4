import { generateToken } from '@lynk-auth/core';
import { createVerifier } from '@lynk-auth/verifier';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import { createAuthority } from '../create-authority.ts';
import type { AuthorityEvent, TokenRefusedEvent } from '../events/authority-event.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';
import type { RefusalBatch } from '../store/refusal-batch.ts';
import type { Store } from '../store/store.ts';
import type { UseOption } from './read-use-option.ts';

const MINUTE = 60_000;

/** Creates a token, over a store whose batches are recorded and may fail. */
async function createToken(use?: UseOption) {
  const memory = createMemoryStore();
  const batches: RefusalBatch[] = [];
  /** What to do with the next batches, before or after they are stored. */
  const faults: ('before' | 'after')[] = [];
  const store: Store = {
    ...memory,
    async recordRefusals(batch) {
      batches.push(batch);
      const fault = faults.shift();
      if (fault === 'before') throw new Error('The store is down.');
      await memory.recordRefusals(batch);
      if (fault === 'after') throw new Error('The response was lost.');
    },
  };
  const test = await createTestOrganization({}, store);
  const events: TokenRefusedEvent[] = [];
  const onEvent = (event: AuthorityEvent) => {
    if (event.type === 'token.refused') events.push(event);
  };
  const options = { store, clock: test.clock, ...(use !== undefined && { use }) };
  const authority = createAuthority({ ...options, onEvent });
  const manage = authority.as(test.admin);
  const { token, secret } = expectOk(
    await manage.issuePersonalToken({ name: 'n', expiresAt: START + 20 * DAY }),
  );
  const startVerifier = () => createVerifier({ source: authority.source, clock: test.clock, observe: null });
  const verifier = startVerifier();
  const verify = async (context?: { clientIp?: string; userAgent?: string }) => {
    const result = await verifier.verify(secret.reveal(), context);
    return result.ok ? 'ok' : result.reason;
  };
  const refusals = async () => expectOk(await manage.listRefusals(token.id)).refusals;
  return { ...test, batches, faults, events, options, manage, token, secret, verifier, verify, refusals };
}

const client = { clientIp: '192.0.2.1', userAgent: 'curl/8.5.0' };

it('records a rejection with its reason, for the owner and as an event', async () => {
  const { verify, verifier, manage, token, refusals, events, organizationId } = await createToken();
  expect(await verify(client)).toBe('ok');
  expect(await refusals()).toEqual([]);
  expectOk(await manage.revokeToken(token.id));
  for (let call = 0; call < 3; call += 1) expect(await verify(client)).toBe('revoked');
  expect(await refusals()).toEqual([
    { reason: 'revoked', count: 3, firstAt: START, lastAt: START, ...client },
  ]);
  await verifier.flush();
  expect(events).toEqual([
    {
      ...{ type: 'token.refused', id: expect.any(String), organizationId, tokenId: token.id, at: START },
      ...{ reason: 'revoked', count: 3, since: START, ...client },
    },
  ]);
});

describe('records every reason that the store or the verifier has', () => {
  type Token = Awaited<ReturnType<typeof createToken>>;
  const reasons: Readonly<Record<string, (token: Token) => unknown>> = {
    revoked: async ({ manage, token }) => expectOk(await manage.revokeToken(token.id)),
    suspended: async ({ manage, token }) => expectOk(await manage.suspendToken(token.id)),
    expired: ({ advance }) => advance(20 * DAY),
    retired: async ({ manage, token, advance }) => {
      expectOk(await manage.rotateToken(token.id, { overlapSeconds: 0 }));
      advance(1);
    },
    network: async ({ manage }) => expectOk(await manage.updatePolicy({ allowedNetworks: ['10.0.0.0/8'] })),
    owner_suspended: async ({ authority, organizationId, admin, addMember }) => {
      const other = authority.as(await addMember('Admin'));
      expect(organizationId).toBe(admin.organizationId);
      expectOk(await other.suspendMember(admin.userId));
    },
  };
  it.each(Object.keys(reasons))('%s', async (reason) => {
    const test = await createToken();
    const { verify, verifier, events, store, organizationId, token } = test;
    // Cached, so that the verifier rejects it where it can.
    expect(await verify(client)).toBe('ok');
    await reasons[reason]?.(test);
    expect([await verify(client), await verify(client)]).toEqual([reason, reason]);
    await verifier.flush();
    expect(await store.listRefusals(organizationId, token.id)).toMatchObject([
      { reason, count: 2, ...client },
    ]);
    expect(events).toMatchObject([{ reason, count: 2, ...client }]);
  });
});

it('records rejections that the throttle then hides', async () => {
  const { manage, token, secret, options, store, organizationId } = await createToken();
  const verifier = createVerifier({
    source: createAuthority(options).source,
    clock: options.clock,
    throttle: { failures: 2 },
    observe: null,
  });
  expectOk(await manage.revokeToken(token.id));
  const results = [];
  for (let call = 0; call < 6; call += 1) results.push(await verifier.verify(secret.reveal(), client));
  expect(results.map(({ ok }) => ok)).not.toContain(true);
  await verifier.flush();
  const [found] = await store.listRefusals(organizationId, token.id);
  expect(found?.count).toBeGreaterThanOrEqual(2);
});

it('records nothing of tokens that the store does not know', async () => {
  const { verifier, batches, secret } = await createToken();
  const unknown = generateToken({ kind: 'personal', environment: 'live' }).reveal();
  const bad = secret.reveal().slice(0, -1);
  for (const text of [unknown, unknown, bad, `${secret.reveal()}x`, '', 'x'.repeat(300)]) {
    expect(await verifier.verify(text, client)).toMatchObject({ ok: false });
  }
  await verifier.flush();
  expect(batches).toEqual([]);
});

it('sends an event at most once a minute for each reason, with the number of rejections since', async () => {
  const { verify, verifier, manage, token, events, advance, refusals } = await createToken();
  expectOk(await manage.suspendToken(token.id));
  const use = async (times: number) => {
    for (let call = 0; call < times; call += 1) await verify();
    await verifier.flush();
    // Reading them must not send one either.
    await refusals();
    await verifier.flush();
  };
  await use(2);
  advance(1000);
  await use(3);
  expect(events.map(({ count }) => count)).toEqual([2]);
  expectOk(await manage.revokeToken(token.id));
  await use(1);
  expect(events.map(({ reason, count }) => [reason, count])).toEqual([
    ['suspended', 2],
    ['revoked', 1],
  ]);
  advance(MINUTE);
  await use(4);
  expect(events.slice(2).map(({ reason, count, since }) => [reason, count, since])).toEqual([
    ['suspended', 3, START + 1000],
    ['revoked', 4, START + 1000 + MINUTE],
  ]);
  expect((await refusals()).map(({ reason, count }) => [reason, count])).toEqual([
    ['revoked', 5],
    ['suspended', 5],
  ]);
});

it.each(['before', 'after'] as const)(
  'counts once if the store fails %s it stores a batch',
  async (fault) => {
    const { verify, verifier, manage, token, events, faults, batches, refusals } = await createToken();
    expectOk(await manage.revokeToken(token.id));
    faults.push(fault);
    await verify();
    await verifier.flush();
    await verify();
    await verifier.flush();
    expect(batches[1]).toEqual(batches[0]);
    expect(await refusals()).toMatchObject([{ count: 2 }]);
    await verifier.flush();
    expect(events).toHaveLength(1);
  },
);

it.each([
  [false, []],
  [{ addresses: false }, [{ clientIp: null, userAgent: 'curl/8.5.0' }]],
  [{}, [{ clientIp: '192.0.2.1', userAgent: 'curl/8.5.0' }]],
] as const)('records what the option use: %j says', async (use, expected) => {
  const { verify, verifier, manage, token, events, refusals } = await createToken(use);
  expectOk(await manage.revokeToken(token.id));
  await verify(client);
  expect(await refusals()).toMatchObject(expected);
  await verifier.flush();
  expect(events.map(({ clientIp }) => clientIp ?? null)).toEqual(expected.map(({ clientIp }) => clientIp));
});

it('masks tokens, and removes invisible characters', async () => {
  const { verify, verifier, manage, token, secret, events, refusals } = await createToken();
  expectOk(await manage.revokeToken(token.id));
  await verify({
    clientIp: secret.reveal(),
    userAgent: `ci \u0000\u202e${secret.reveal()} ${'x'.repeat(500)}`,
  });
  const [found] = await refusals();
  expect(found?.userAgent).toMatch(/^ci lynk_live_\S+ x+$/);
  expect(found?.userAgent?.length).toBeLessThanOrEqual(256);
  await verifier.flush();
  expect(JSON.stringify([events, found])).not.toContain(secret.reveal().slice(-32));
});

it('adds no event without a listener', async () => {
  const { manage, token, secret, options, batches } = await createToken();
  expectOk(await manage.revokeToken(token.id));
  const verifier = createVerifier({ source: createAuthority(options).source, observe: null });
  await verifier.verify(secret.reveal());
  await verifier.flush();
  expect(batches.map(({ refusals, events }) => [refusals.length, events.length])).toEqual([[1, 0]]);
});

describe('over time', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('writes a first rejection within a second, and then at most once a minute', async () => {
    const { verify, manage, token, batches, advance, events } = await createToken();
    expectOk(await manage.revokeToken(token.id, { wait: false }));
    await verify();
    await vi.advanceTimersByTimeAsync(1000);
    expect(batches).toHaveLength(1);
    for (let second = 0; second < 180; second += 1) {
      await verify();
      advance(1000);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(batches.length).toBeGreaterThanOrEqual(3);
    expect(batches.length).toBeLessThanOrEqual(8);
    advance(2 * MINUTE);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    const sum = (counts: readonly { count: number }[]) => counts.reduce((all, { count }) => all + count, 0);
    expect(sum(batches.flatMap(({ refusals }) => refusals))).toBe(181);
    expect(sum(events)).toBe(181);
    expect(events.length).toBeLessThanOrEqual(5);
  });

  it('writes again after the store was down', async () => {
    const { verify, manage, token, batches, faults } = await createToken();
    expectOk(await manage.revokeToken(token.id, { wait: false }));
    faults.push('before', 'before');
    await verify();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(batches).toHaveLength(3);
    expect(new Set(batches.map(({ id }) => id)).size).toBe(1);
  });
});
