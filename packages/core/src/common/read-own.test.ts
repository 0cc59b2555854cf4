import { expect, test } from 'vitest';
import { readOwn } from './read-own.ts';

test('reads own properties only', () => {
  const inherits = Object.create({ name: 'inherited' }) as { name: string };
  expect(readOwn(inherits, 'name')).toBe(undefined);
  expect(readOwn(Object.assign(inherits, { name: 'own' }), 'name')).toBe('own');
  expect(readOwn(undefined as { name: string } | undefined, 'name')).toBe(undefined);
});
