import { expect, test } from 'vitest';
import { isExistingDay } from './is-existing-day.ts';

test.each(['2030-01-31', '2028-02-29', '2000-02-29', '0000-01-01', '9999-12-31'])('%s exists', (day) => {
  expect(isExistingDay(day)).toBe(true);
});

test.each([
  '2030-02-30',
  '2030-02-29',
  '2100-02-29',
  '2030-04-31',
  '2030-13-01',
  '2030-00-10',
  '2030-01-00',
  '',
  'never',
  '2030-01',
])('%j does not', (day) => {
  expect(isExistingDay(day)).toBe(false);
});
