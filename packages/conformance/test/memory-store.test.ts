import { createMemoryStore } from '@lynk-auth/authority';
import { describe, expect, it } from 'vitest';
import { storeContract } from '../src/store-contract/store-contract.ts';

describe('README example: the memory store passes the contract', () => {
  for (const { name, run } of storeContract) {
    it(name, () => run(() => createMemoryStore()));
  }
});

it('no two cases have the same name', () => {
  expect(new Set(storeContract.map(({ name }) => name)).size).toBe(storeContract.length);
});
