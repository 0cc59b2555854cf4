import { inTurns, type Turn } from './in-turns.ts';
import type { Sample } from './row.ts';

/** A call, and the least that it can cost. Calls that return promises do not overlap. */
export interface Pair {
  readonly value: () => unknown;
  readonly floor: () => unknown;
}

/** Clocks, in nanoseconds. Other load of the machine affects the wall clock only. */
const clocks = {
  /** The time of all threads of this process. */
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) * 1000;
  },
  wall: () => performance.now() * 1e6,
} as const;

export type Clock = keyof typeof clocks;

const ROUNDS = 100;
/** The duration of one turn, in nanoseconds. */
const TURN = 4_000_000;

/** Measures a pair in many short turns. Returns the nanoseconds per call. */
export async function compare(pair: Pair, clock: Clock = 'processor'): Promise<Sample> {
  const now = clocks[clock];
  const turns = { value: await prepare(pair.value, now), floor: await prepare(pair.floor, now) };
  return inTurns(turns, ROUNDS);
}

/** Warms up a function, and returns a turn that takes about {@link TURN}. */
async function prepare(call: () => unknown, now: () => number): Promise<Turn> {
  const isAsync = call() instanceof Promise;
  const turn = (calls: number) => (isAsync ? timeAsync(call, calls, now) : timeSync(call, calls, now));
  // The size of the turns grows, because the clock of the processor advances in microseconds.
  let calls = 1;
  for (let spent = 0; spent < 20 * TURN; ) {
    const cost = (await turn(calls)) * calls;
    spent += cost;
    if (cost < TURN / 2) calls *= 2;
  }
  return () => turn(calls);
}

/** Keeps the last result, so that the engine cannot optimize the calls away. */
const sink: { last?: unknown } = {};

function timeSync(call: () => unknown, calls: number, now: () => number): number {
  const started = now();
  for (let done = 0; done < calls; done += 1) sink.last = call();
  return (now() - started) / calls;
}

async function timeAsync(call: () => unknown, calls: number, now: () => number): Promise<number> {
  const started = now();
  for (let done = 0; done < calls; done += 1) sink.last = await call();
  return (now() - started) / calls;
}
