/// <reference types="node" />
import { hash } from 'node:crypto';
import { onTestFailed } from 'vitest';

/** Random times, for one test. */
export interface RandomMoments {
  /** Waits for a random time, in milliseconds. */
  readonly pause: (below: number) => Promise<void>;
  /** A whole number. */
  readonly whole: (below: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Draws moments; where the test fails, it tells the seed that draws the same ones again. */
export function randomMoments(seed: string = crypto.randomUUID()): RandomMoments {
  onTestFailed(() => {
    process.stderr.write(`The moments were drawn by the seed ${seed}\n`);
  });
  let count = 0;
  const next = () => {
    count += 1;
    return Number.parseInt(hash('sha256', `${seed} ${count}`).slice(0, 8), 16) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(next() * below);
  return {
    pause: (below) => sleep(next() * below),
    whole,
    pick: <T>(from: readonly T[]) => from[whole(from.length)] as T,
  };
}
