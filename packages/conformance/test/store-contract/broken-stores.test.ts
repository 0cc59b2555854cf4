import { createMemoryStore, type Store } from '@lynk-auth/authority';
import { describe, expect, it } from 'vitest';
import { storeContract } from '../../src/store-contract/store-contract.ts';
import { brokenStores } from './broken-stores.ts';

/** Runs the cases until one has failed and half of them have passed. */
async function countFailures(create: () => Store): Promise<{ passed: number; failed: number }> {
  let passed = 0;
  let failed = 0;
  for (const { run } of storeContract) {
    await run(create).then(
      () => (passed += 1),
      () => (failed += 1),
    );
    if (failed > 0 && passed >= storeContract.length / 2) break;
  }
  return { passed, failed };
}

describe('a store with one defect fails', () => {
  for (const [defect, breakStore] of Object.entries(brokenStores)) {
    it(defect, async () => {
      const { passed, failed } = await countFailures(() => breakStore(createMemoryStore()));
      expect(failed).toBeGreaterThan(0);
      // The defect is found where it is: not every case fails.
      expect(passed).toBeGreaterThanOrEqual(storeContract.length / 2);
    });
  }
});
