import { expect, it } from 'vitest';
import { createFormatter } from './create-formatter.ts';

const format = createFormatter('en-GB');
const NOW = Date.UTC(2030, 0, 1);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it.each([
  [6 * DAY + HOUR, 'in 6 days'],
  [DAY, 'tomorrow'],
  [2 * DAY - 1, 'tomorrow'],
  [DAY - 1, 'in 23 hours'],
  [90 * DAY, 'in 3 months'],
  [800 * DAY, 'in 2 years'],
  [0, 'now'],
  [-59_000, 'now'],
  [-3 * MINUTE, '3 minutes ago'],
  [-26 * HOUR, 'yesterday'],
])('says how far %i ms are from now: %s', (distance, expected) => {
  expect(format.relative(NOW + distance, NOW)).toBe(expected);
});

it.each([
  [DAY, '24 hours'],
  [2 * DAY, '2 days'],
  [30 * DAY, '30 days'],
  [HOUR, '1 hour'],
  [36 * HOUR, '36 hours'],
  [90 * MINUTE, '90 minutes'],
  [60_000, '1 minute'],
  [100_000, '100 seconds'],
])('says how long %i ms are: %s', (ms, expected) => {
  expect(format.duration(ms)).toBe(expected);
});

it('formats a time in UTC', () => {
  expect(format.utc(NOW)).toBe('1 Jan 2030, 00:00');
});
