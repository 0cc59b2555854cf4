import type { SecretView } from '@lynk-auth/authority';
import { expect, it } from 'vitest';
import { describeCutOver, describeUse } from './describe-use.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Date.UTC(2030, 0, 31, 12);

const secret = (more: Partial<SecretView>): SecretView => ({
  mask: 'lynk_live_eTQw…',
  state: 'active',
  createdAt: NOW - 60 * DAY,
  expiresAt: null,
  firstUsedAt: null,
  lastUsedAt: null,
  lastUsedPrecisionMs: MINUTE,
  calls: 0,
  callsSince: NOW - DAY,
  userAgent: null,
  addresses: [],
  days: [],
  ...more,
});

it('adds up the use of the last 7 days of all secrets', () => {
  const use = describeUse(
    [
      secret({
        lastUsedAt: NOW - 3 * MINUTE,
        addresses: [
          { address: '192.0.2.1', lastUsedAt: NOW - 3 * MINUTE },
          { address: '192.0.2.9', lastUsedAt: NOW - 8 * DAY },
        ],
        days: [
          { day: '2030-01-24', calls: 1000 },
          { day: '2030-01-25', calls: 200 },
          { day: '2030-01-31', calls: 4 },
        ],
      }),
      secret({
        lastUsedAt: NOW - DAY,
        addresses: [{ address: '192.0.2.1', lastUsedAt: NOW - DAY }],
        days: [{ day: '2030-01-30', calls: 1000 }],
      }),
    ],
    NOW,
  );
  expect(use).toEqual({ lastUsedAt: NOW - 3 * MINUTE, callsInWeek: 1204, addresses: ['192.0.2.1'] });
  expect(describeUse([secret({})], NOW)).toEqual({ lastUsedAt: null, callsInWeek: 0, addresses: [] });
});

it('says when an old secret is safe to retire', () => {
  const used = secret({ firstUsedAt: NOW - DAY, lastUsedAt: NOW, calls: 212 });
  const stateOf = (...secrets: SecretView[]) => describeCutOver(secrets, NOW)?.state ?? null;
  expect(stateOf(used)).toBe(null);
  expect(stateOf(secret({ state: 'retired' }), used)).toBe(null);
  expect(stateOf(secret({}), secret({ state: 'pending' }))).toBe('unused');
  expect(stateOf(secret({ lastUsedAt: NOW - 14 * MINUTE }), used)).toBe('wait');
  expect(stateOf(secret({ lastUsedAt: NOW - 16 * MINUTE }), used)).toBe('safe');
  expect(stateOf(secret({}), used)).toBe('safe');
  expect(stateOf(secret({}), secret({ lastUsedAt: NOW }), used)).toBe('wait');
});
