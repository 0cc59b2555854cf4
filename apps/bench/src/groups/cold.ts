import { hash } from 'node:crypto';
import { launchPostgres } from '@lynk-auth/test-kit/postgres';
import { createVerifier } from '@lynk-auth/verifier';
import Database from 'libsql';
import pg from 'pg';
import { compare } from '../compare.ts';
import { createFixture } from '../create-fixture.ts';
import type { Place } from '../places/place.ts';
import { createPostgresPlace } from '../places/postgres-place.ts';
import { createSqlitePlace } from '../places/sqlite-place.ts';
import type { Group, Row } from '../row.ts';

/** Compares a verification that reads the database with its minimum: one SHA-256 and one read by primary key. */
export const coldGroup: Group = {
  title:
    'verify without a cache, relative to one SHA-256 and one prepared read by primary key on the same driver',
  async run() {
    const small = await measureSqlite(1000);
    const middle = await measureSqlite(100_000);
    const large = await measureSqlite(1_000_000);
    const growth: Row = {
      name: 'SQLite, a million tokens, relative to a thousand',
      value: large.cold.value,
      floor: small.cold.value,
      unit: 'ns',
      limit: { ratio: 1.8 },
    };
    return [small.rejected, small.cold, middle.cold, large.cold, growth, await measurePostgres(100_000)];
  },
};

/** Reads the row of a digest, and nothing else. */
interface Bare {
  read(digest: Uint8Array): unknown;
  close(): unknown;
}

async function measureSqlite(size: number) {
  const place = await createSqlitePlace();
  return measure(`SQLite, ${size} tokens`, { place, size, limit: 2 }, async () => {
    const database = new Database(place.address, { readonly: true });
    database.exec('pragma cache_size = -65536; pragma mmap_size = 1073741824');
    const statement = database.prepare('SELECT token_number FROM secrets WHERE digest = ?');
    return { read: (digest) => statement.get([digest]), close: () => database.close() };
  });
}

async function measurePostgres(size: number): Promise<Row> {
  const postgres = await launchPostgres();
  try {
    const place = await createPostgresPlace(postgres);
    const { schema } = JSON.parse(place.address);
    const text = `SELECT token_number FROM ${schema}.secrets WHERE digest = $1`;
    const { cold } = await measure(`Postgres, ${size} tokens`, { place, size, limit: 2 }, async () => {
      const client = new pg.Client(postgres.connection);
      await client.connect();
      return {
        read: (digest) => client.query({ name: 'bare', text, values: [digest] }),
        close: () => client.end(),
      };
    });
    return cold;
  } finally {
    await postgres.remove();
  }
}

async function measure(
  name: string,
  { place, size, limit }: { readonly place: Place; readonly size: number; readonly limit: number },
  openBare: () => Promise<Bare>,
): Promise<{ readonly rejected: Row; readonly cold: Row }> {
  const { authority, tokens, close } = await createFixture(place, size);
  const verifier = createVerifier({ source: authority.source, cache: false });
  const bare = await openBare();
  let turn = 0;
  const next = () => {
    turn = (turn + 1) % tokens.length;
    return tokens[turn] as string;
  };
  const [first = ''] = tokens;
  const mistyped = `${first.slice(0, -1)}${first.endsWith('x') ? 'y' : 'x'}`;
  const { floor, cold, rejected } = await compare({
    floor: () => bare.read(hash('sha256', next(), 'buffer')),
    cold: () => verifier.verify(next()),
    rejected: () => verifier.verify(mistyped),
  });
  await bare.close();
  await verifier.close();
  await close();
  return {
    rejected: { name: 'rejected by the checksum, no read', value: rejected, floor, unit: 'ns' },
    cold: { name, value: cold, floor, unit: 'ns', limit: { ratio: limit } },
  };
}
