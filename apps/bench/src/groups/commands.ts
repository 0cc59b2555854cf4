import type { Outcome } from '@lynk-auth/authority';
import { createFixture, type Fixture } from '../create-fixture.ts';
import { onBothDatabases } from '../on-both-databases.ts';
import { openBareWriter } from '../places/bare-writer.ts';
import type { Place } from '../places/place.ts';
import { createRow, type Group, type Row, type Sample } from '../row.ts';

const LANES = 10;
const ROUNDS = 7;
const CALLS = 100;

/** The commands, by their names. A revocation does not wait for its lease: see the group `revoke`. */
const commands: Readonly<Record<string, (fixture: Fixture, index: number) => Promise<Outcome<object>>>> = {
  issued: ({ management }) => management.issuePersonalToken({ name: 'bench', ownerId: 'bench' }),
  rotated: ({ management, ids }, index) => management.rotateToken(ids[index] as string),
  revoked: ({ management, ids }, index) => management.revokeToken(ids[index] as string, { wait: false }),
};

/** Compares how many tokens of one organization are issued, rotated and revoked a second with bare transactions. */
export const commandsGroup: Group = {
  title: 'commands a second in one organization, relative to transactions that insert one row',
  run: () => onBothDatabases(measure),
};

async function measure(name: string, place: Place): Promise<readonly Row[]> {
  const fixture = await createFixture(place);
  const bare = await openBareWriter(place.address);
  const rows: Row[] = [];
  for (const [command, call] of Object.entries(commands)) {
    const samples: Sample[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const floor = await countPerSecond(() => bare.write(1));
      const value = await countPerSecond(async (index) => {
        const outcome = await call(fixture, round * CALLS + index);
        if (!outcome.ok) throw new Error(outcome.message);
      });
      samples.push({ value, floor });
    }
    rows.push(createRow(`${name}, tokens ${command}, ${LANES} at a time`, samples, { unit: '/s' }));
  }
  await bare.close();
  await fixture.close();
  return rows;
}

/** Makes some calls, several at a time. Returns how many a second. */
async function countPerSecond(call: (index: number) => Promise<void>): Promise<number> {
  let next = 0;
  const lane = async () => {
    while (next < CALLS) {
      next += 1;
      await call(next - 1);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: LANES }, lane));
  return CALLS / ((performance.now() - started) / 1000);
}
