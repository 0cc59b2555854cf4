import { expect, it } from 'vitest';
import { clientContract } from './client-contract.ts';

it('has no two cases of the same name', () => {
  expect(new Set(clientContract.map(({ name }) => name)).size).toBe(clientContract.length);
});
