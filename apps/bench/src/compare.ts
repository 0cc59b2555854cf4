const ROUNDS = 200;
/** How long one turn should take, in nanoseconds. */
const TURN = 2_000_000;

/**
 * Measures several functions in many short turns each, so that whatever else the machine does meets all
 * of them alike, and takes the mean of that turn which a fifth of them do not exceed. With turns a
 * hundred times as long, ratios swung by a half; with much shorter ones each turn began with cold caches.
 *
 * @param functions What is measured, by name. What gives promises is measured one call at a time.
 * @returns Nanoseconds a call, by name.
 */
export async function compare<Name extends string>(
  functions: Readonly<Record<Name, () => unknown>>,
): Promise<Readonly<Record<Name, number>>> {
  const entries = Object.entries(functions) as [Name, () => unknown][];
  const measured: { readonly name: Name; readonly turn: Turn }[] = [];
  for (const [name, call] of entries) measured.push({ name, turn: await prepare(call) });
  const means = new Map(entries.map(([name]): [Name, number[]] => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, turn } of measured) means.get(name)?.push(await turn());
  }
  return Object.fromEntries([...means].map(([name, numbers]) => [name, quantile(numbers)])) as Record<
    Name,
    number
  >;
}

/** What a fifth of the numbers do not exceed: of times, those that little else has lengthened. */
export const quantile = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 5)] ?? Number.NaN;

/** Runs for about {@link TURN}, and gives nanoseconds a call. */
type Turn = () => number | Promise<number>;

/** Warms a function up, and gives what measures one turn of it, in nanoseconds a call. */
async function prepare(call: () => unknown): Promise<Turn> {
  const isAsync = call() instanceof Promise;
  const turn = (calls: number) => (isAsync ? timeAsync(call, calls) : timeSync(call, calls));
  for (let spent = 0; spent < 20 * TURN; ) spent += (await turn(10)) * 10;
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 20; attempt += 1) best = Math.min(best, await turn(10));
  const calls = Math.max(1, Math.round(TURN / best));
  return () => turn(calls);
}

function timeSync(call: () => unknown, calls: number): number {
  const started = process.hrtime.bigint();
  for (let done = 0; done < calls; done += 1) call();
  return Number(process.hrtime.bigint() - started) / calls;
}

async function timeAsync(call: () => unknown, calls: number): Promise<number> {
  const started = process.hrtime.bigint();
  for (let done = 0; done < calls; done += 1) await call();
  return Number(process.hrtime.bigint() - started) / calls;
}
