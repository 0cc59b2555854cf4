import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfterSeconds } from './retry-after-seconds.ts';

const now = Date.UTC(2024, 1, 29, 12, 0, 0);

test('README example', () => {
  expect(retryAfterSeconds('120', now)).toBe(120);
  expect(retryAfterSeconds('Wed, 21 Oct 2015 07:28:00 GMT', Date.UTC(2015, 9, 21, 7, 27))).toBe(60);
});

test.each([
  ['0', 0],
  [' 7\t', 7],
  ['007', 7],
  ['99999999999999999999999', 2 ** 31],
  ['Thu, 29 Feb 2024 12:00:30 GMT', 30],
  ['Thursday, 29-Feb-24 12:00:30 GMT', 30],
  ['Thu Feb 29 12:00:30 2024', 30],
  ['Fri Mar  1 12:00:00 2024', 86_400],
  ['Thu, 29 Feb 2024 12:00:60 GMT', 60],
  ['Thu, 29 Feb 2024 11:59:00 GMT', 0],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
  ['Wed, 29 Feb 2023 12:00:30 GMT', undefined],
  ['Thu, 32 Feb 2024 12:00:30 GMT', undefined],
  ['Thu, 00 Feb 2024 12:00:30 GMT', undefined],
  ['Thu, 29 Foo 2024 12:00:30 GMT', undefined],
  ['Thu, 29 Feb 2024 24:00:00 GMT', undefined],
  ['Thu, 29 Feb 2024 12:60:00 GMT', undefined],
  ['Thu, 29 Feb 2024 12:00:61 GMT', undefined],
  ['Thu, 29 Feb 2024 12:00:30 UTC', undefined],
  ['thu, 29 feb 2024 12:00:30 gmt', undefined],
  ['2024-02-29T12:00:30Z', undefined],
  ['-1', undefined],
  ['+1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
  ['5, 5', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
] as const)('%j', (value, seconds) => {
  expect(retryAfterSeconds(value, now)).toBe(seconds);
});

test('rounds up to whole seconds', () => {
  expect(retryAfterSeconds('Thu, 29 Feb 2024 12:00:30 GMT', now + 1)).toBe(30);
});

test('reads every date in the form of HTTP', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), (date) => {
      const seconds = Math.floor(date.getTime() / 1000);
      expect(retryAfterSeconds(date.toUTCString(), 0)).toBe(seconds);
    }),
    { numRuns: 1_000 },
  );
});

test('returns seconds or undefined for any input', () => {
  fc.assert(
    fc.property(fc.string(), fc.double(), (text, time) => {
      const seconds = retryAfterSeconds(text, time);
      if (seconds !== undefined) expect(seconds).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2_000 },
  );
});
