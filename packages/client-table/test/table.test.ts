import { isHere, recordResult, versionOf } from '@lynk-auth/runtimes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { table } from '../src/table.ts';
import { programs } from './programs.ts';
import { type Outcome, startRunner, type TableRunner } from './runner.ts';

const LANES = 4;
const every = Object.values(table).flat();

/** What a program is called, in the README of its package. */
const about = ({ adapter, oldest = false }: (typeof programs)[number]) => {
  if (adapter === 'fetch') return { package: 'fetch', subject: 'fetch' };
  const version = versionOf(oldest ? 'axios-oldest' : 'axios', import.meta.url);
  return { package: 'axios', subject: `axios ${version}, ${adapter.slice('axios, '.length)}`, older: oldest };
};

let runner: TableRunner;
const outcomes = new Map<(typeof programs)[number], Promise<Outcome>>();

/** Some at a time: they wait more than they work. */
beforeAll(async () => {
  runner = await startRunner();
  const lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());
  for (const [index, program] of programs.filter(({ runtime }) => isHere(runtime)).entries()) {
    const outcome = Promise.resolve(lanes[index % LANES]).then(() => runner.run(program.adapter, program));
    outcome.catch(() => undefined);
    outcomes.set(program, outcome);
    lanes[index % LANES] = outcome.catch(() => undefined);
  }
});
afterAll(() => runner.close());

const titled = programs.map(
  (program) => [`${about(program).subject} on ${program.runtime}`, program] as const,
);

describe.each(titled)('%s', (_, program) => {
  const { runtime, without = [], unable = {}, lacks } = program;
  const behaviours = Object.entries(table).flatMap(([group, rows]) => (without.includes(group) ? [] : rows));
  let outcome: Outcome;

  describe.skipIf(!isHere(runtime))('is a client', () => {
    beforeAll(async () => {
      outcome = await (outcomes.get(program) as Promise<Outcome>);
    }, 300_000);

    test.each(behaviours.map(({ name }) => name))('%s', (name) => {
      const problem = outcome.problems.get(name);
      const expected = unable[name];
      if (expected === undefined) expect(problem).toBe(null);
      else expect(problem).toContain(expected);
    });

    test('it ends by itself, and has printed nothing else', () => {
      expect([outcome.code, outcome.printed]).toEqual([0, '']);
    });

    afterAll(() => {
      const passed = [...outcome.problems.values()].filter((problem) => problem === null).length;
      const unsupported = Object.keys(unable).filter((name) => (outcome.problems.get(name) ?? null) !== null);
      if (lacks !== undefined) unsupported.push(lacks);
      recordResult({ ...about(program), runtime, passed, of: every.length, unsupported });
    });
  });
});
