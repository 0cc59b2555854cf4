import type { Group } from '../row.ts';
import { startChild } from '../start-child.ts';

const COUNT = 100_000;

/** Compares the memory of a cached token with the minimum. */
export const memoryGroup: Group = {
  title: `memory per token with ${COUNT} cached tokens, relative to a bare Map with the same keys and values`,
  async run() {
    const child = startChild('weigh', [String(COUNT)], [process.execPath, '--expose-gc']);
    const { value, floor } = await child.next<{ value: number; floor: number }>();
    return [{ name: 'a cached token', value, floor, unit: 'B' }];
  },
};
