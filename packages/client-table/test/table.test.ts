import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { table } from '../src/table.ts';
import { type Outcome, startRunner, type TableRunner } from './runner.ts';

/** What is run, on this Node; of an older axios only what the adapter itself has a part in. */
const programs = {
  fetch: {},
  'axios, http': {},
  'axios, fetch': {},
  'oldest axios, http': { oldest: true, without: ['retries', 'tokens'] },
  'oldest axios, fetch': { oldest: true, without: ['retries', 'tokens'] },
} as const;

let runner: TableRunner;
const outcomes = new Map<string, Promise<Outcome>>();

/** Two at a time: half of the time they wait. */
beforeAll(async () => {
  runner = await startRunner();
  const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
  for (const [index, [name, options]] of Object.entries(programs).entries()) {
    const before = lanes[index % 2] as Promise<unknown>;
    const outcome = before.then(() => runner.run(name.replace('oldest ', ''), options));
    outcomes.set(name, outcome);
    lanes[index % 2] = outcome;
  }
});
afterAll(() => runner.close());

describe.each(Object.entries(programs))('%s', (name, options) => {
  const without: readonly string[] = 'without' in options ? options.without : [];
  const behaviours = Object.entries(table).flatMap(([group, rows]) => (without.includes(group) ? [] : rows));
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await (outcomes.get(name) as Promise<Outcome>);
  });

  test.each(behaviours.map((behaviour) => behaviour.name))('%s', (behaviour) => {
    expect(outcome.problems.get(behaviour)).toBe(null);
  });

  test('it ends by itself, and has printed nothing else', () => {
    expect([outcome.code, outcome.printed]).toEqual([0, '']);
  });
});
