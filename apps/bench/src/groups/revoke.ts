import { createFixture } from '../create-fixture.ts';
import { onBothDatabases } from '../on-both-databases.ts';
import type { Place } from '../places/place.ts';
import { createRow, type Group, type Row } from '../row.ts';

const LANES = 10;

/** Compares the duration of `revokeToken()` with one lease, for which it waits by design. */
export const revokeGroup: Group = {
  title: 'elapsed time of revokeToken(), until the revocation applies everywhere, relative to one lease',
  run: () => onBothDatabases(async (name, place) => [await measure(name, place)]),
};

async function measure(name: string, place: Place): Promise<Row> {
  const { management, ids, close } = await createFixture(place);
  const durations: number[] = [];
  const left = [...ids];
  const lane = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      const started = performance.now();
      const outcome = await management.revokeToken(id);
      if (!outcome.ok) throw new Error(outcome.message);
      durations.push(performance.now() - started);
    }
  };
  const floor = place.store.leaseMs;
  await Promise.all(Array.from({ length: LANES }, lane));
  await close();
  const samples = durations.map((value) => ({ value, floor }));
  return createRow(`${name}, ${durations.length} revocations, ${LANES} at a time`, samples, { unit: 'ms' });
}
