import { findRuntime } from '../find-runtime.ts';
import type { Group, Row } from '../row.ts';
import { startChild } from '../start-child.ts';

type Measured = Record<'1' | '1000', { readonly floor: number; readonly warm: number }>;

/** Compares a cached verification on each runtime with the hash and Map of that runtime. */
export const runtimesGroup: Group = {
  title: 'verify with a warm cache on each runtime, relative to its own SHA-256 and one read of a Map',
  async run() {
    const rows: Row[] = [];
    for (const name of ['node', 'deno', 'bun'] as const) {
      const measured = await startChild('warm', [], findRuntime(name)).next<Measured>();
      for (const [count, { warm, floor }] of Object.entries(measured)) {
        rows.push({
          name: `${name}, ${count === '1' ? 'one token' : `${count} tokens in rotation`}`,
          value: warm,
          floor,
          unit: 'ns',
        });
      }
    }
    return rows;
  },
};
