import { expect, test } from 'vitest';
import { createRow, findFailure, show } from './row.ts';

const paired = (ratios: readonly number[]) =>
  ratios.map((ratio, index) => ({ value: ratio * (index + 1), floor: index + 1 }));

test('compares each sample with its own floor before the median is taken', () => {
  const row = createRow(
    'a',
    [
      { value: 10, floor: 1 },
      { value: 2, floor: 2 },
      { value: 3, floor: 3 },
    ],
    { unit: 'ns' },
  );
  expect(row).toMatchObject({ value: 3, floor: 2, middle: 1 });
  expect(createRow('a', paired([2, 4, 3]), { unit: 'ms', by: 'difference' }).middle).toBe(6);
});

test('the interval is the range of seven samples, and narrower with more', () => {
  expect(createRow('a', paired([7, 1, 2, 3, 4, 5, 6]), { unit: 'ns' }).interval).toEqual({ low: 1, high: 7 });
  const many = createRow('a', paired(Array.from({ length: 21 }, (_, index) => index)), { unit: 'ns' });
  expect(many).toMatchObject({ middle: 10, interval: { low: 5, high: 15 } });
});

test('a row over its limit says why it fails', () => {
  const row = createRow('a call', paired([1.3, 1.4, 1.5]), { unit: 'ns', limit: 1.2 });
  expect(show(row)).toBe('1.40 × (1.30 to 1.50)');
  expect(findFailure(row)).toBe(
    'a call: 1.40 × (1.30 to 1.50) is above the limit of 1.2, and so is the whole interval.',
  );
  expect(findFailure({ ...row, limit: 1.35 })).toContain('measure again');
  expect(findFailure({ ...row, limit: 1.4 })).toBe(null);
});
