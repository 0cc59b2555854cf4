import type { LookupResult } from '@lynk-auth/verifier';
import { expect, it } from 'vitest';
import { shareLookups } from './share-lookups.ts';

const principal = {
  kind: 'service',
  tokenId: 't1',
  organizationId: 'o1',
  permissions: ['view_sboms'],
  expiresAt: null,
} as const;
const accepted: LookupResult = { ok: true, principal, validUntil: null };
const unknown: LookupResult = { ok: false, reason: 'unknown' };

interface PendingRequest {
  resolve(result: LookupResult): void;
  reject(error: unknown): void;
}

/** Shares lookups by a movable clock. The test settles each request. */
function createFixture(maxAgeMs: number) {
  let now = 0;
  const share = shareLookups(maxAgeMs, () => now);
  const requests: PendingRequest[] = [];
  return {
    requests,
    setTime: (time: number) => {
      now = time;
    },
    lookup: (token: string) =>
      share(token, () => new Promise((resolve, reject) => requests.push({ resolve, reject }))),
  };
}

it('sends one request for concurrent lookups, and only the first result is cacheable', async () => {
  const { lookup, requests } = createFixture(1000);
  const results = [lookup('a'), lookup('a'), lookup('b')];
  expect(requests).toHaveLength(2);
  requests[0]?.resolve(accepted);
  requests[1]?.resolve(unknown);
  expect(await Promise.all(results)).toEqual([accepted, { ...accepted, cacheable: false }, unknown]);
  lookup('a');
  expect(requests).toHaveLength(3);
});

it('joins a pending request below the maximum age only', () => {
  const { lookup, requests, setTime } = createFixture(1000);
  lookup('a');
  setTime(999.9);
  lookup('a');
  expect(requests).toHaveLength(1);
  setTime(1000);
  lookup('a');
  expect(requests).toHaveLength(2);
  // The newer request has replaced the old one.
  setTime(1999);
  lookup('a');
  expect(requests).toHaveLength(2);
});

it('joins nothing with a maximum age of 0', () => {
  const { lookup, requests } = createFixture(0);
  lookup('a');
  lookup('a');
  expect(requests).toHaveLength(2);
});

it('keeps a newer pending request when an older one completes', async () => {
  const { lookup, requests, setTime } = createFixture(1000);
  const old = lookup('a');
  setTime(1000);
  const newer = lookup('a');
  requests[0]?.resolve(accepted);
  expect(await old).toEqual(accepted);
  const joined = lookup('a');
  expect(requests).toHaveLength(2);
  requests[1]?.resolve(unknown);
  expect(await Promise.all([newer, joined])).toEqual([unknown, unknown]);
});

it('shares a failure without keeping it', async () => {
  const { lookup, requests } = createFixture(1000);
  const results = [lookup('a'), lookup('a')];
  requests[0]?.reject(new Error('down'));
  for (const result of results) await expect(result).rejects.toThrow('down');
  const again = lookup('a');
  requests[1]?.resolve(accepted);
  expect(await again).toEqual(accepted);
});
