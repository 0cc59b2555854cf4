import type { SecretView } from '@lynk-auth/authority';

const WEEK = 7 * 86_400_000;

/** How a token was used lately: the evidence before it is revoked. */
export interface RecentUse {
  /** The last use, in epoch milliseconds; `null` if there was none. */
  readonly lastUsedAt: number | null;
  readonly callsInWeek: number;
  /** The addresses of the last 7 days. */
  readonly addresses: readonly string[];
}

/**
 * Adds up the use of all secrets of a token.
 *
 * @param now The time, in epoch milliseconds.
 */
export function describeUse(secrets: readonly SecretView[], now: number): RecentUse {
  const times = secrets.flatMap(({ lastUsedAt }) => lastUsedAt ?? []);
  const first = new Date(now - WEEK).toISOString().slice(0, 10);
  const days = secrets.flatMap((secret) => secret.days).filter(({ day }) => day > first);
  const addresses = secrets
    .flatMap((secret) => secret.addresses)
    .filter((each) => each.lastUsedAt > now - WEEK);
  return {
    lastUsedAt: times.length === 0 ? null : Math.max(...times),
    callsInWeek: days.reduce((sum, { calls }) => sum + calls, 0),
    addresses: [...new Set(addresses.map(({ address }) => address))],
  };
}

/** How far the users of a token have moved from its older secrets to the newest one. */
export interface CutOver {
  readonly old: readonly SecretView[];
  readonly newest: SecretView;
  readonly state: 'unused' | 'wait' | 'safe';
}

/** No call for as long as this means that nothing uses a secret any more. */
const QUIET_MS = 15 * 60_000;

/**
 * Compares the newest secret of a token with those that it replaces.
 *
 * @param secrets The secrets, oldest first.
 * @param now The time, in epoch milliseconds.
 * @returns `null` without an older secret that is still valid.
 */
export function describeCutOver(secrets: readonly SecretView[], now: number): CutOver | null {
  const newest = secrets.at(-1);
  const old = secrets.slice(0, -1).filter(({ state }) => state !== 'retired');
  if (newest === undefined || old.length === 0) return null;
  if (newest.firstUsedAt === null) return { old, newest, state: 'unused' };
  const isQuiet = old.every(({ lastUsedAt }) => lastUsedAt === null || now - lastUsedAt > QUIET_MS);
  return { old, newest, state: isQuiet ? 'safe' : 'wait' };
}
