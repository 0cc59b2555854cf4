import type { TokenListFilter } from '@lynk-auth/authority';
import { createFixture, type Fixture } from '../create-fixture.ts';
import { onBothDatabases } from '../on-both-databases.ts';
import type { Place } from '../places/place.ts';
import { quantile } from '../quantile.ts';
import { createRow, type Group, type Row, type Sample } from '../row.ts';

const ROUNDS = 7;
const CALLS = 100;
/** Postgres copies a row ten times slower than SQLite. */
const SIZES = { SQLite: 1_000_000, Postgres: 100_000 } as const;
/** The 99th percentile may take this much longer than reading one token, in milliseconds. */
const LIMIT = 50;

const DAY_MS = 86_400_000;
/** What is listed: a page of 50 tokens, with the total. */
const filters: Readonly<Record<string, TokenListFilter>> = {
  'the first page': {},
  'the tokens of a member': { ownerId: 'bench' },
  'by name': { order: 'name' },
  'by name, the tokens of a member': { order: 'name', ownerId: 'bench', kind: 'personal' },
  'by expiry, the active tokens': { order: 'expires', state: 'active' },
  'the active tokens': { state: 'active' },
  'those that expire within a week': { expiresBefore: Date.now() + 7 * DAY_MS },
  'a search that finds all': { search: 'ENC' },
  'a search that finds none': { search: 'nothing' },
};

/** Compares a page of a large organization with one token. */
export const listsGroup: Group = {
  title: 'elapsed time of a page of a list, over reading one token',
  run: () => onBothDatabases(measure),
};

async function measure(name: keyof typeof SIZES, place: Place): Promise<readonly Row[]> {
  const size = SIZES[name];
  const fixture = await createFixture(place, size);
  const rows: Row[] = [];
  for (const [list, filter] of Object.entries(filters)) {
    const samples: Readonly<Record<'p50' | 'p99', Sample[]>> = { p50: [], p99: [] };
    await timeLists(fixture, filter);
    for (let round = 0; round < ROUNDS; round += 1) {
      const floor = quantile(await timeReads(fixture), 0.5);
      const times = await timeLists(fixture, filter);
      samples.p50.push({ value: quantile(times, 0.5), floor });
      samples.p99.push({ value: quantile(times, 0.99), floor });
    }
    const title = `${name}, ${size.toLocaleString('en')} tokens, ${list}`;
    const options = { unit: 'ms', by: 'difference' } as const;
    rows.push(createRow(`${title}, p50`, samples.p50, options));
    rows.push(createRow(`${title}, p99`, samples.p99, { ...options, limit: LIMIT }));
  }
  await fixture.close();
  return rows;
}

const timeLists = ({ management }: Fixture, filter: TokenListFilter) =>
  time(() => management.listTokens(filter));

const timeReads = ({ management, ids }: Fixture) =>
  time((index) => management.getToken(ids[index % ids.length] as string));

/** Makes calls one after the other. Returns the milliseconds of each. */
async function time(call: (index: number) => Promise<{ readonly ok: boolean }>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < CALLS; index += 1) {
    const started = performance.now();
    if (!(await call(index)).ok) throw new Error('A list or a token could not be read.');
    times.push(performance.now() - started);
  }
  return times;
}
