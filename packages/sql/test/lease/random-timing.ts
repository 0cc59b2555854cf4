/// <reference types="node" />
import { hash } from 'node:crypto';
import { onTestFailed } from 'vitest';

/** Random times and choices for one test. */
export interface RandomTiming {
  /** Waits for a random time below the limit, in milliseconds. */
  readonly pause: (below: number) => Promise<void>;
  /** Returns a random integer from 0 up to, but not including, the limit. */
  readonly integer: (below: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Creates a random generator. When the test fails, its seed is printed, so that the sequence can be repeated. */
export function randomTiming(seed: string = crypto.randomUUID()): RandomTiming {
  onTestFailed(() => {
    process.stderr.write(`The seed of the random times: ${seed}\n`);
  });
  let count = 0;
  const next = () => {
    count += 1;
    return Number.parseInt(hash('sha256', `${seed} ${count}`).slice(0, 8), 16) / 2 ** 32;
  };
  const integer = (below: number) => Math.floor(next() * below);
  return {
    pause: (below) => sleep(next() * below),
    integer,
    pick: <T>(from: readonly T[]) => from[integer(from.length)] as T,
  };
}
