import { assertThat } from '../assertions.ts';
import { createFixture } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';

export const leaseCases: readonly StoreCase[] = [
  storeCase('the lease is a finite number of milliseconds and never changes', async (store) => {
    const { leaseMs } = store;
    assertThat(Number.isFinite(leaseMs) && leaseMs >= 0, 'leaseMs must be a finite number, at least 0.');
    await createFixture(store);
    assertThat(store.leaseMs === leaseMs, 'leaseMs must stay the same.');
  }),
];
