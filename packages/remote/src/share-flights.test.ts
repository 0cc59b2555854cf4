import type { LookupResult } from '@lynk-auth/verifier';
import { expect, it } from 'vitest';
import { shareFlights } from './share-flights.ts';

const principal = {
  kind: 'service',
  tokenId: 't1',
  organizationId: 'o1',
  permissions: ['view_sboms'],
  expiresAt: null,
} as const;
const accepted: LookupResult = { ok: true, principal, validUntil: null };
const unknown: LookupResult = { ok: false, reason: 'unknown' };

interface Sent {
  resolve(answer: LookupResult): void;
  reject(error: unknown): void;
}

/** A share with a clock to move, over lookups that land when they are told. */
function start(maxAgeMs: number) {
  let now = 0;
  const share = shareFlights(maxAgeMs, () => now);
  const sent: Sent[] = [];
  return {
    sent,
    move: (to: number) => {
      now = to;
    },
    ask: (token: string) =>
      share(token, () => new Promise((resolve, reject) => sent.push({ resolve, reject }))),
  };
}

it('makes one request of two lookups at the same moment; who joined keeps nothing', async () => {
  const { ask, sent } = start(1000);
  const answers = [ask('a'), ask('a'), ask('b')];
  expect(sent).toHaveLength(2);
  sent[0]?.resolve(accepted);
  sent[1]?.resolve(unknown);
  expect(await Promise.all(answers)).toEqual([accepted, { ...accepted, cacheable: false }, unknown]);
  ask('a');
  expect(sent).toHaveLength(3);
});

it('joins what is younger than an answer may get, and nothing older', () => {
  const { ask, sent, move } = start(1000);
  ask('a');
  move(999.9);
  ask('a');
  expect(sent).toHaveLength(1);
  move(1000);
  ask('a');
  expect(sent).toHaveLength(2);
  // The newer one has taken the place of the old.
  move(1999);
  ask('a');
  expect(sent).toHaveLength(2);
});

it('joins nothing where no age is allowed', () => {
  const { ask, sent } = start(0);
  ask('a');
  ask('a');
  expect(sent).toHaveLength(2);
});

it('an older one that lands leaves the newer one in its place', async () => {
  const { ask, sent, move } = start(1000);
  const old = ask('a');
  move(1000);
  const newer = ask('a');
  sent[0]?.resolve(accepted);
  expect(await old).toEqual(accepted);
  const joined = ask('a');
  expect(sent).toHaveLength(2);
  sent[1]?.resolve(unknown);
  expect(await Promise.all([newer, joined])).toEqual([unknown, unknown]);
});

it('shares a failure, and does not keep it', async () => {
  const { ask, sent } = start(1000);
  const answers = [ask('a'), ask('a')];
  sent[0]?.reject(new Error('down'));
  for (const answer of answers) await expect(answer).rejects.toThrow('down');
  const again = ask('a');
  sent[1]?.resolve(accepted);
  expect(await again).toEqual(accepted);
});
