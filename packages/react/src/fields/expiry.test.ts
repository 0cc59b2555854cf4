import { expect, it } from 'vitest';
import { presetOf, presetsWithin, resolveChoice, toLocalInput } from './expiry.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2030, 0, 1, 12);
const limits = (days: number | null) => ({
  maxLifetimeSeconds: days === null ? null : days * 86_400,
  allowNoExpiry: days === null,
});
const at = { from: NOW, now: NOW };

it('lists the lifetimes within the limits, with the longest that is allowed', () => {
  expect(presetsWithin(limits(null)).map((ms) => ms / DAY)).toEqual([1, 7, 30, 90, 180]);
  expect(presetsWithin(limits(45)).map((ms) => ms / DAY)).toEqual([1, 7, 30, 45]);
  expect(presetsWithin(limits(30)).map((ms) => ms / DAY)).toEqual([1, 7, 30]);
  expect(presetsWithin(limits(365)).map((ms) => ms / DAY)).toEqual([1, 7, 30, 90, 180]);
  expect(presetsWithin(limits(1 / 24))).toEqual([HOUR]);
});

it('chooses the shortest lifetime that is sensible', () => {
  expect(presetOf('personal', limits(null))).toEqual({ kind: 'preset', ms: 7 * DAY });
  expect(presetOf('service', limits(null))).toEqual({ kind: 'preset', ms: 30 * DAY });
  expect(presetOf('service', limits(10))).toEqual({ kind: 'preset', ms: 10 * DAY });
});

it('resolves a lifetime, never, a date and what is there already', () => {
  expect(resolveChoice({ kind: 'preset', ms: DAY }, limits(null), at)).toEqual({
    ok: true,
    expiresAt: NOW + DAY,
  });
  expect(resolveChoice({ kind: 'never' }, limits(null), at)).toEqual({ ok: true, expiresAt: null });
  expect(resolveChoice({ kind: 'keep' }, limits(null), at)).toEqual({ ok: true, expiresAt: undefined });
  const local = toLocalInput(NOW + 3 * DAY);
  expect(resolveChoice({ kind: 'own', local }, limits(null), at)).toEqual({
    ok: true,
    expiresAt: NOW + 3 * DAY,
  });
});

it('rejects a date that is empty, over, or later than allowed', () => {
  const own = (local: string, days: number | null = null) =>
    resolveChoice({ kind: 'own', local }, limits(days), at);
  expect(own('')).toEqual({ ok: false, problem: 'missing' });
  expect(own(toLocalInput(NOW - HOUR))).toEqual({ ok: false, problem: 'missing' });
  expect(own(toLocalInput(NOW + 8 * DAY), 7)).toEqual({ ok: false, problem: 'late' });
  expect(own(toLocalInput(NOW + 6 * DAY), 7)).toMatchObject({ ok: true });
});

it('keeps the longest lifetime within the limit if the clock of the browser is ahead', () => {
  const chosen = resolveChoice({ kind: 'preset', ms: 7 * DAY }, limits(7), at);
  expect(chosen).toEqual({ ok: true, expiresAt: NOW + 7 * DAY - 60_000 });
});
