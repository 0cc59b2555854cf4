/// <reference types="node" />
import { afterEach, expect, it } from 'vitest';
import { startPostgres } from '../start-postgres.ts';
import { randomTiming, sleep } from './random-timing.ts';
import { now, type VerifierProcess, type VerifyRequest } from './start-verifier.ts';
import { startVerifiersOnPostgres } from './start-verifiers.ts';
import { addTestToken, revoke } from './test-tokens.ts';
import { expectAllAccepted, expectRejectedSince, load, restrictUnderLoad } from './verification-load.ts';

const PARTITIONS = 4;
const SLOW_READS = 6;

const postgres = await startPostgres();
// A short time limit, so that a disconnected process fails soon.
const group = await startVerifiersOnPostgres(postgres, 500);
const { store, verifiers } = group;

afterEach(() => {
  for (const { proxy } of verifiers)
    Object.assign(proxy, { dropAll: false, delayMs: 0, onResponse: undefined });
});

/** Resolves when a process accepts a token again. */
async function waitUntilAccepted(verifier: VerifierProcess, request: VerifyRequest): Promise<void> {
  while ((await verifier.verify(request)).outcome !== 'accepted') await sleep(20);
}

it('a disconnected process is unavailable after one lease, delays no revocation, and recovers on its own', async () => {
  const { pause, pick } = randomTiming();
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const kept = await addTestToken(store);
    const gone = await addTestToken(store);
    await Promise.all(verifiers.map((verifier) => waitUntilAccepted(verifier, kept.request)));
    await load(verifiers, [kept, gone]);
    const isolated = pick(verifiers);
    const others = verifiers.filter((verifier) => verifier !== isolated);
    await pause(60);
    isolated.proxy.dropAll = true;
    const leaseEnd = now() + store.leaseMs;
    await pause(60);
    await revoke(store, gone);
    const resolved = now();
    await expectRejectedSince(others, gone, resolved);
    await sleep(Math.max(0, leaseEnd - now()));

    const verifications = [kept, gone].map(({ request }) => isolated.verify(request));
    for (const response of await Promise.all(verifications)) {
      expect(response).toMatchObject({ outcome: 'unavailable', reason: 'source_down' });
    }
    const outcomes = await isolated.unload(kept.id);
    expect(outcomes.accepted?.lastStartedAt).toBeLessThan(leaseEnd);
    expect(Object.keys(outcomes).sort()).toEqual(['accepted', 'unavailable']);

    isolated.proxy.dropAll = false;
    await waitUntilAccepted(isolated, kept.request);
    await expectRejectedSince([isolated], gone, resolved);
    for (const other of others) expect(Object.keys(await other.unload(kept.id))).toEqual(['accepted']);
  }
});

it('a slow lookup that read the state before a revocation does not fill the cache', async () => {
  const { integer, pick } = randomTiming();
  // This token keeps the processes reading the change log while the lookup is delayed.
  const kept = await longLivedToken;
  await load(verifiers, [kept]);
  for (let read = 0; read < SLOW_READS; read += 1) {
    const testToken = await addTestToken(store);
    const slow = pick(verifiers);
    const { proxy } = slow;
    let onResponded: () => void;
    const responded = new Promise<void>((resolve) => {
      onResponded = resolve;
    });
    proxy.onResponse = (bytes) => {
      // Delays the response of this lookup only, not of the change log.
      if (!bytes.includes(testToken.id) || !bytes.includes('view_sboms')) return true;
      proxy.onResponse = undefined;
      proxy.delayMs = store.leaseMs + 100 + integer(100);
      queueMicrotask(() => {
        proxy.delayMs = 0;
      });
      onResponded();
      return true;
    };
    const slowVerification = slow.verify(testToken.request);
    await responded;
    await revoke(store, testToken);
    // A lookup in between replaces the pending one, so only half of the tests have one.
    if (read % 2 === 0) expect(await slow.verify(testToken.request)).toMatchObject({ reason: 'revoked' });
    expect((await slowVerification).outcome).toBe('accepted');
    for (let count = 0; count < 3; count += 1) {
      expect(await slow.verify(testToken.request)).toMatchObject({ reason: 'revoked' });
    }
  }
  await expectAllAccepted(verifiers, kept);
});

it('responses with varying delays do not extend the validity of a token', async () => {
  const { pause, integer } = randomTiming();
  for (const { proxy } of verifiers) {
    proxy.onResponse = () => {
      proxy.delayMs = integer(4) === 0 ? integer(80) : 0;
      return true;
    };
  }
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      const testToken = await addTestToken(store);
      await pause(1000);
      await load(verifiers, [testToken]);
      await pause(60);
      await restrictUnderLoad(group, testToken, revoke);
    }),
  );
});

it.each([
  [
    'was closed',
    async () => {
      for (const { proxy } of verifiers) proxy.disconnectAll();
    },
  ],
  [
    'was lost with the server',
    async () => {
      await postgres.stop();
      await sleep(store.leaseMs);
      for (const verifier of verifiers) {
        expect(await verifier.verify((await longLivedToken).request)).toMatchObject({
          outcome: 'unavailable',
        });
      }
      await postgres.start();
    },
  ],
])(
  'after every connection %s, revoked tokens stay rejected and other tokens are accepted again',
  async (_, fail) => {
    const kept = await longLivedToken;
    const gone = await addTestToken(store);
    await load(verifiers, [kept, gone]);
    await revoke(store, gone);
    const resolved = now();
    await fail();
    await Promise.all(verifiers.map((verifier) => waitUntilAccepted(verifier, kept.request)));
    await expectRejectedSince(verifiers, gone, resolved);
    for (const verifier of verifiers) {
      const outcomes = await verifier.unload(kept.id);
      expect(outcomes.invalid_token).toBeUndefined();
    }
    // Commands work again as well.
    const next = await addTestToken(store);
    await load(verifiers, [next]);
    await restrictUnderLoad(group, next, revoke);
  },
);

const longLivedToken = addTestToken(store);
