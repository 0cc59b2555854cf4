import { inTurns, type Turn } from './in-turns.ts';

const ROUNDS = 200;
/** The duration of one turn, in nanoseconds. */
const TURN = 2_000_000;

/**
 * Measures several functions in many short turns. Ratios varied by a half with turns a hundred times as long; with much
 * shorter turns, each one began with cold caches.
 *
 * @param functions The functions, by name. Calls of a function that returns promises do not overlap.
 * @returns The nanoseconds per call, by name.
 */
export async function compare<Name extends string>(
  functions: Readonly<Record<Name, () => unknown>>,
): Promise<Readonly<Record<Name, number>>> {
  const turns = {} as Record<Name, Turn>;
  for (const name in functions) turns[name] = await prepare(functions[name]);
  return inTurns(turns, ROUNDS);
}

/** Warms up a function, and returns a turn that takes about {@link TURN}. */
async function prepare(call: () => unknown): Promise<Turn> {
  const isAsync = call() instanceof Promise;
  const turn = (calls: number) => (isAsync ? timeAsync(call, calls) : timeSync(call, calls));
  for (let spent = 0; spent < 20 * TURN; ) spent += (await turn(10)) * 10;
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 20; attempt += 1) best = Math.min(best, await turn(10));
  const calls = Math.max(1, Math.round(TURN / best));
  return () => turn(calls);
}

/** Keeps the last result, so that the engine cannot optimize the calls away. */
const sink: { last?: unknown } = {};

function timeSync(call: () => unknown, calls: number): number {
  const started = process.hrtime.bigint();
  for (let done = 0; done < calls; done += 1) sink.last = call();
  return Number(process.hrtime.bigint() - started) / calls;
}

async function timeAsync(call: () => unknown, calls: number): Promise<number> {
  const started = process.hrtime.bigint();
  for (let done = 0; done < calls; done += 1) sink.last = await call();
  return Number(process.hrtime.bigint() - started) / calls;
}
