import type { LifetimeLimits } from '@lynk-auth/authority';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The lifetimes to choose from, in milliseconds. */
const presets = [DAY, 7 * DAY, 30 * DAY, 90 * DAY, 180 * DAY] as const;

/** What a person has chosen: a lifetime in milliseconds, a date of their own, none, or that of now. */
export type ExpiryChoice =
  | { readonly kind: 'preset'; readonly ms: number }
  | { readonly kind: 'own'; readonly local: string }
  | { readonly kind: 'never' }
  | { readonly kind: 'keep' };

/** Lists the lifetimes within the limits; the longest one is that of the organization, if it is shorter than the others. */
export function presetsWithin({ maxLifetimeSeconds }: LifetimeLimits): readonly number[] {
  if (maxLifetimeSeconds === null) return presets;
  const longest = maxLifetimeSeconds * 1000;
  const shorter = presets.filter((ms) => ms < longest);
  return longest <= 180 * DAY ? [...shorter, longest] : shorter;
}

/** Chooses the shortest lifetime that is sensible for a kind of token. */
export function presetOf(kind: 'personal' | 'service', limits: LifetimeLimits): ExpiryChoice {
  const sensible = kind === 'personal' ? 7 * DAY : 30 * DAY;
  const within = presetsWithin(limits);
  return { kind: 'preset', ms: within.find((ms) => ms >= sensible) ?? within.at(-1) ?? DAY };
}

/** An expiry in epoch milliseconds, `null` for never, `undefined` for that of now; or what is wrong with the choice. */
export type ChosenExpiry =
  | { readonly ok: true; readonly expiresAt: number | null | undefined }
  | { readonly ok: false; readonly problem: 'missing' | 'late' };

/**
 * Resolves a choice.
 *
 * @param from When the lifetime begins, in epoch milliseconds.
 * @param now The time, in epoch milliseconds.
 */
export function resolveChoice(
  choice: ExpiryChoice,
  { maxLifetimeSeconds }: LifetimeLimits,
  { from, now }: { readonly from: number; readonly now: number },
): ChosenExpiry {
  if (choice.kind === 'keep') return { ok: true, expiresAt: undefined };
  if (choice.kind === 'never') return { ok: true, expiresAt: null };
  const last = maxLifetimeSeconds === null ? Number.POSITIVE_INFINITY : from + maxLifetimeSeconds * 1000;
  // The clock of the browser may be ahead of the authority's.
  if (choice.kind === 'preset') return { ok: true, expiresAt: Math.min(now + choice.ms, last - 60_000) };
  const at = new Date(choice.local).getTime();
  if (Number.isNaN(at) || at <= now) return { ok: false, problem: 'missing' };
  return at > last ? { ok: false, problem: 'late' } : { ok: true, expiresAt: at };
}

/** Formats a time as the value of an input for a date and time, in the time zone of the reader. */
export function toLocalInput(time: number): string {
  const offset = new Date(time).getTimezoneOffset() * 60_000;
  return new Date(time - offset).toISOString().slice(0, 16);
}
