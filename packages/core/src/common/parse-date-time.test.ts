import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDateTime } from './parse-date-time.ts';

test.each([
  ['2030-01-31T00:00:00Z', Date.UTC(2030, 0, 31)],
  ['2030-01-31t00:00:00z', Date.UTC(2030, 0, 31)],
  ['2030-01-31T02:00:00.5+02:00', Date.UTC(2030, 0, 31, 0, 0, 0, 500)],
  ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
  ['9999-12-31T23:59:59.999999999Z', 253_402_300_799_999],
  ['0000-01-01T00:00:00Z', -62_167_219_200_000],
])('%s', (text, expected) => {
  expect(parseDateTime(text)).toBe(expected);
});

test.each([
  '',
  'never',
  '1900000000',
  '2030-01-31',
  '2030-01-31T00:00Z',
  '2030-01-31T00:00:00',
  '2030-01-31 00:00:00Z',
  '2030-02-30T00:00:00Z',
  '2030-02-29T00:00:00Z',
  '2030-13-01T00:00:00Z',
  '2030-01-00T00:00:00Z',
  '2030-01-01T24:00:00Z',
  '2030-01-01T00:00:60Z',
  '2030-01-01T00:00:00+24:00',
  '+010000-01-01T00:00:00.000Z',
  '-000001-01-01T00:00:00.000Z',
  '10000-01-01T00:00:00Z',
  ' 2030-01-31T00:00:00Z',
  '2030-01-31T00:00:00Z\n',
  'Thu, 31 Jan 2030 00:00:00 GMT',
])('%j is no date-time', (text) => {
  expect(parseDateTime(text)).toBe(null);
});

test('reads what Date writes up to the year 9999', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }), (time) => {
      expect(parseDateTime(new Date(time).toISOString())).toBe(time);
    }),
  );
});
