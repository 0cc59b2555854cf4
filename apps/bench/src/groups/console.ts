import { createCheckRequest } from '../console/create-check-request.ts';
import { BARE_SERVER, CONSOLE, SAME_SERVER, variants } from '../console/variants.ts';
import { inTurns } from '../in-turns.ts';
import { openConnections } from '../plugins/open-connections.ts';
import type { Started } from '../plugins/variant.ts';
import { quantile } from '../quantile.ts';
import { createRow, type Group, type Sample } from '../row.ts';
import { startChild } from '../start-child.ts';

const GENERATIONS = 7;
/** 800 requests each. */
const WARM_UP = 10;
const ROUNDS = 5;

/** The requests per second and the 99th percentile of a variant, in milliseconds. */
type Measured = Readonly<Record<string, { readonly perSecond: number; readonly p99: number }>>;

/** Measures the check of the documentation, `query { organization { id name } }`, on the console. */
export const consoleGroup: Group = {
  title:
    'requests per second and the 99th percentile of the documented check, relative to a hand-written check',
  async run() {
    const generations: Measured[] = [];
    for (let index = 0; index < GENERATIONS; index += 1) generations.push(await measure());
    const compare = (floor: string, field: 'perSecond' | 'p99'): readonly Sample[] =>
      generations.map((each) => ({
        value: each[CONSOLE]?.[field] ?? Number.NaN,
        floor: each[floor]?.[field] ?? Number.NaN,
      }));
    return [SAME_SERVER, BARE_SERVER].flatMap((floor) => [
      createRow(`requests per second, over ${floor}`, compare(floor, 'perSecond'), { unit: '/s' }),
      createRow(`99th percentile, over ${floor}`, compare(floor, 'p99'), { unit: 'ms' }),
    ]);
  },
};

async function measure(): Promise<Measured> {
  const names = Object.keys(variants);
  const running = await Promise.all(names.map(start));
  try {
    const turns = Object.fromEntries(running.map(({ name, turn }) => [name, turn]));
    await inTurns(turns, WARM_UP);
    for (const { times } of running) times.length = 0;
    const perRequest = await inTurns(turns, ROUNDS);
    return Object.fromEntries(
      running.map(({ name, times }) => [
        name,
        { perSecond: 1000 / (perRequest[name] ?? Number.NaN), p99: quantile(times, 0.99) / 1e6 },
      ]),
    );
  } finally {
    for (const { end } of running) end();
  }
}

/** Starts a variant in its own process. A turn is a round of requests, and returns the milliseconds per request. */
async function start(name: string) {
  const child = startChild('console/serve', [name]);
  const started = await child.next<Started>();
  const connections = await openConnections(started.port, createCheckRequest(started));
  const times: number[] = [];
  return {
    name,
    times,
    async turn() {
      const before = performance.now();
      const round = await connections.send();
      const elapsed = performance.now() - before;
      times.push(...round);
      return elapsed / round.length;
    },
    end() {
      connections.end();
      child.end();
    },
  };
}
