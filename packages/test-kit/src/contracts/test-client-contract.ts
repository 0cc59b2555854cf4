import { clientContract } from '@lynk-auth/conformance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordResult } from '../record-result.ts';
import { isAvailable } from '../runtimes/find-runtime.ts';
import {
  type ClientOutcome,
  type ClientPackage,
  type ClientRunner,
  type ClientRunOptions,
  startClientRunner,
} from './start-client-runner.ts';

/** A client on a runtime. */
export interface ClientProgram extends ClientRunOptions {
  /** The name of the client in the README of its package. */
  readonly label: string;
  /** Whether it is an older version of another client: it is in the README of its package only. */
  readonly older?: boolean;
  /** What was left out since the runtime cannot do it, as the README says it. */
  readonly lacks?: string;
  /** The cases that the runtime cannot pass, each with a part of its message. */
  readonly unable?: Readonly<Record<string, string>>;
}

/** Programs mostly wait, so a few run at once. */
const LANES = 2;

/** Declares the tests of the client contract, each client on each of its runtimes in a process of its own. */
export function testClientContract(tested: ClientPackage, programs: readonly ClientProgram[]): void {
  const outcomes = new Map<ClientProgram, Promise<ClientOutcome>>();
  let runner: ClientRunner;

  beforeAll(async () => {
    runner = await startClientRunner(tested);
    const lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());
    for (const [index, program] of programs.filter(({ runtime }) => isAvailable(runtime)).entries()) {
      const outcome = Promise.resolve(lanes[index % LANES]).then(() => runner.run(program));
      outcome.catch(() => undefined);
      outcomes.set(program, outcome);
      lanes[index % LANES] = outcome.catch(() => undefined);
    }
  });
  afterAll(() => runner.close());

  const titled = programs.map((program) => [`${program.label} on ${program.runtime}`, program] as const);

  describe.each(titled)('%s', (_, program) => {
    const { label, runtime, older = false, without = [], unable = {}, lacks } = program;
    const cases = clientContract.filter(({ group }) => !without.includes(group));
    let outcome: ClientOutcome;

    describe.skipIf(!isAvailable(runtime))('passes the client contract', () => {
      beforeAll(async () => {
        outcome = await (outcomes.get(program) as Promise<ClientOutcome>);
      }, 600_000);

      test.each(cases.map(({ name }) => name))('%s', (name) => {
        const problem = outcome.problems.get(name);
        const expected = unable[name];
        if (expected === undefined) expect(problem).toBe(null);
        else expect(problem).toContain(expected);
      });

      test('the process ends by itself and prints nothing else', () => {
        expect([outcome.code, outcome.printed]).toEqual([0, '']);
      });

      afterAll(() => {
        const passed = [...outcome.problems.values()].filter((problem) => problem === null).length;
        const unsupported = Object.keys(unable).filter(
          (name) => (outcome.problems.get(name) ?? null) !== null,
        );
        if (lacks !== undefined) unsupported.push(lacks);
        const { package: name } = tested;
        recordResult({
          package: name,
          subject: label,
          older,
          runtime,
          passed,
          of: clientContract.length,
          unsupported,
        });
      });
    });
  });
}
