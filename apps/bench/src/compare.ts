import { inTurns, type Turn } from './in-turns.ts';

const ROUNDS = 200;
/** How long one turn should take, in nanoseconds. */
const TURN = 2_000_000;

/**
 * Measures several functions in many short turns each. With turns a hundred times as long, ratios swung by
 * a half; with much shorter ones each turn began with cold caches.
 *
 * @param functions What is measured, by name. What gives promises is measured one call at a time.
 * @returns Nanoseconds a call, by name.
 */
export async function compare<Name extends string>(
  functions: Readonly<Record<Name, () => unknown>>,
): Promise<Readonly<Record<Name, number>>> {
  const turns = {} as Record<Name, Turn>;
  for (const name in functions) turns[name] = await prepare(functions[name]);
  return inTurns(turns, ROUNDS);
}

/** Warms a function up, and gives what measures it for about {@link TURN}. */
async function prepare(call: () => unknown): Promise<Turn> {
  const isAsync = call() instanceof Promise;
  const turn = (calls: number) => (isAsync ? timeAsync(call, calls) : timeSync(call, calls));
  for (let spent = 0; spent < 20 * TURN; ) spent += (await turn(10)) * 10;
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 20; attempt += 1) best = Math.min(best, await turn(10));
  const calls = Math.max(1, Math.round(TURN / best));
  return () => turn(calls);
}

/** What was answered last, where an engine cannot tell that nobody reads it: else it leaves out what made it. */
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
