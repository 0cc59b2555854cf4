import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumericDate, toNumericDate } from './numeric-date.ts';

const LAST = 253_402_300_799;

test.each<[string, unknown, number | null | undefined]>([
  ['whole seconds', 1_900_000_000, 1_900_000_000],
  ['a fraction, rounded down', 1_900_000_000.9, 1_900_000_000],
  ['a fraction before the epoch, rounded down', -0.5, -1],
  ['milliseconds', 1_900_000_000_999, 1_900_000_000],
  ['the last second', LAST, LAST],
  ['the first value that is in milliseconds', LAST + 1, 253_402_300],
  ['the largest integer of 64 bits', 2 ** 63, LAST],
  ['infinity, as JSON.parse reads 1e999', Number.POSITIVE_INFINITY, LAST],
  ['a time before all dates', -1e300, -62_167_219_200],
  ['zero', 0, 0],
  ['an absent claim', undefined, null],
  ['null', null, null],
  ['a number in a string', '1900000000', undefined],
  ['a date in a string', '2030-01-01T00:00:00Z', undefined],
  ['NaN', Number.NaN, undefined],
  ['a boolean', true, undefined],
  ['a list', [1_900_000_000], undefined],
  ['a bigint', 1_900_000_000n, undefined],
])('reads %s', (_, value, expected) => {
  expect(readNumericDate(value)).toBe(expected);
});

test('a time that was written is read back to the second, and never later', () => {
  fc.assert(
    fc.property(fc.integer({ min: -6e13, max: 8.64e15 }), (milliseconds) => {
      const seconds = toNumericDate(milliseconds);
      expect(readNumericDate(seconds)).toBe(seconds);
      expect(seconds).toBeLessThanOrEqual(milliseconds / 1000);
      if (milliseconds <= LAST * 1000) expect(seconds).toBeGreaterThan(milliseconds / 1000 - 1);
    }),
  );
});

test('a time outside of all dates is written as the first or the last one', () => {
  expect([-1e300, Number.NEGATIVE_INFINITY, 1e300].map(toNumericDate)).toEqual([
    -62_167_219_200,
    -62_167_219_200,
    LAST,
  ]);
});
