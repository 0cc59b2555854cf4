import { launchPostgres } from '@lynk-auth/test-kit/postgres';
import { createFixture } from '../create-fixture.ts';
import { inChildren } from '../in-children.ts';
import type { Place } from '../places/place.ts';
import { createPostgresPlace } from '../places/postgres-place.ts';
import { createSqlitePlace } from '../places/sqlite-place.ts';
import { createRow, type Group, type Sample } from '../row.ts';

/** Compares a verification that reads the database with its minimum: one SHA-256 and one read by primary key. */
export const coldGroup: Group = {
  title:
    'verify without a cache, relative to one SHA-256 and one prepared read by primary key on the same driver',
  async run() {
    const memory = await inChildren('children/memory-store');
    const small = await measure(await createSqlitePlace(), 1000);
    const large = await measure(await createSqlitePlace(), 1_000_000);
    const postgres = await launchPostgres();
    try {
      const remote = await measure(await createPostgresPlace(postgres), 100_000);
      const growth = large.processor.map(({ value }, index) => ({
        value,
        floor: small.processor[index]?.value ?? Number.NaN,
      }));
      const unit = 'ns';
      return [
        ...Object.entries(memory).map(([name, samples]) =>
          createRow(`${name}, 1000 tokens`, samples, { unit }),
        ),
        createRow('SQLite, rejected by the checksum, no read', small.mistyped, { unit }),
        createRow('SQLite, 1000 tokens', small.processor, { unit, limit: 2 }),
        createRow('SQLite, a million tokens', large.processor, { unit, limit: 2 }),
        createRow('SQLite, a million tokens, over a thousand', growth, { unit, limit: 1.8 }),
        createRow('Postgres, 100,000 tokens, elapsed time', remote.wall, { unit, limit: 2 }),
        createRow('Postgres, 100,000 tokens, processor time', remote.processor, { unit }),
      ];
    } finally {
      await postgres.remove();
    }
  },
};

type Measured = Readonly<Record<'processor' | 'wall' | 'mistyped', readonly Sample[]>>;

async function measure(place: Place, size: number): Promise<Measured> {
  const { tokens, close } = await createFixture(place, size);
  try {
    return (await inChildren('children/cold', [place.address, JSON.stringify(tokens)])) as Measured;
  } finally {
    await close();
  }
}
