import { findRuntime } from '../find-runtime.ts';
import { inChildren } from '../in-children.ts';
import { createRow, type Group, type RowOptions } from '../row.ts';

/** Programs that compare calls in their own process. */
export const coreGroup: Group = {
  title: 'core, relative to one SHA-256 of the token',
  run: () => measure({ unit: 'ns' }, 'children/core'),
};

export const warmGroup: Group = {
  title: 'verify with a warm cache, relative to one SHA-256 of the same token and one read of a Map',
  async run() {
    const own = await measure({ unit: 'ns', limit: 1.2 }, 'children/warm');
    const peers = await measure({ unit: 'ns' }, 'children/peers');
    return [...own.map((row) => ({ ...row, name: `@lynk-auth/verifier, ${row.name}` })), ...peers];
  },
};

export const runtimesGroup: Group = {
  title: 'verify with a warm cache on other runtimes, relative to their SHA-256 and one read of a Map',
  async run() {
    const rows = [];
    for (const runtime of ['deno', 'bun'] as const) {
      const measured = await measure({ unit: 'ns' }, 'children/warm', [], findRuntime(runtime));
      rows.push(...measured.map((row) => ({ ...row, name: `${runtime}, ${row.name}` })));
    }
    return rows;
  },
};

export const memoryGroup: Group = {
  title: 'memory per token with 100,000 cached tokens, relative to a bare Map with the same keys and values',
  run: () => measure({ unit: 'B' }, 'children/weigh', ['100000'], [process.execPath, '--expose-gc']),
};

async function measure(options: RowOptions, ...program: Parameters<typeof inChildren>) {
  const samples = await inChildren(...program);
  return Object.entries(samples).map(([name, each]) => createRow(name, each, options));
}
