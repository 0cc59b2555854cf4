import type { Group } from '../row.ts';
import { startChild } from '../start-child.ts';

const COUNT = 100_000;

/** What is kept of a verified token, against the least that could be. */
export const memoryGroup: Group = {
  title: `what ${COUNT} kept tokens weigh each, over a bare Map of the same keys and answers`,
  async run() {
    const child = startChild('weigh', [String(COUNT)], [process.execPath, '--expose-gc']);
    const { value, floor } = await child.next<{ value: number; floor: number }>();
    return [{ name: 'a kept token', value, floor, unit: 'B' }];
  },
};
