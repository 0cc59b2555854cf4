import { createMemoryStore, type Store } from '@lynk-auth/authority';
import { describe, expect, it } from 'vitest';
import { storeContract } from '../../src/store-contract/store-contract.ts';
import { brokenStores } from './broken-stores.ts';

describe('README example: the memory store passes the contract', () => {
  for (const { name, run } of storeContract) {
    it(name, () => run(() => createMemoryStore()));
  }
});

/** The cases that a store fails. */
async function failuresOf(create: () => Store): Promise<string[]> {
  const failures: string[] = [];
  for (const { name, run } of storeContract) {
    await run(create).catch(() => failures.push(name));
  }
  return failures;
}

describe('a store with one defect fails', () => {
  for (const [defect, breakStore] of Object.entries(brokenStores)) {
    it(defect, async () => {
      const found = await failuresOf(() => breakStore(createMemoryStore()));
      expect(found).not.toEqual([]);
      // The defect is found where it is: not every case fails.
      expect(found.length).toBeLessThan(storeContract.length / 2);
    });
  }
});

it('no two cases have the same name', () => {
  expect(new Set(storeContract.map(({ name }) => name)).size).toBe(storeContract.length);
});
