import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRunner, type TableRunner } from './runner.ts';

const tool = (path: string) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));
const node22 = [tool('node-22/bin/node')];
const node24 = [tool('node-24/bin/node')];
const deno = [tool('.bin/deno'), 'run', '--allow-all', '--quiet'];
const bun = [tool('.bin/bun'), 'run'];

/** What does not depend on the runtime is shown on Node 20. */
const without = ['retries'];

/** Deno and workerd do not say why there was no connection, so it counts as one that broke. */
const NOT_THERE = 'a server that is not there is a network error, which says that nothing was sent';
/** Deno sends a request again by itself where a connection that it had kept is cut. */
const CUT = 'a connection that is cut is a network error, before the answer and in it';

let runner: TableRunner;
beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());

const failed = (problems: ReadonlyMap<string, string | null>) =>
  [...problems].filter(([, problem]) => problem !== null).map(([name]) => name);

test.each([
  ['Node 22', 'fetch', node22, []],
  ['Node 22', 'axios, http', node22, []],
  ['Node 24', 'fetch', node24, []],
  ['Node 24', 'axios, http', node24, []],
  ['Bun', 'fetch', bun, []],
  ['Bun', 'axios, http', bun, []],
  ['Deno', 'fetch', deno, [NOT_THERE, CUT]],
] as const)(
  '%s, %s: the table, but for what the runtime cannot do',
  async (name, adapter, command, unable) => {
    // The packages that bring Node are for Linux on x64.
    if (name.startsWith('Node') && !existsSync(command[0] ?? '')) return;
    const more = adapter === 'fetch' ? [] : ['redirects', 'tokens'];
    const { problems, code, printed } = await runner.run(adapter, {
      command,
      without: [...without, ...more],
    });
    expect(failed(problems)).toEqual(unable);
    expect([code, printed, problems.size > 35]).toEqual([0, '', true]);
  },
);

test('workerd, fetch: the table, but for what the runtime cannot do', async () => {
  const worker = new Miniflare({
    modules: true,
    scriptPath: fileURLToPath(new URL('../dist/worker.js', import.meta.url)),
    compatibilityDate: '2026-04-01',
  });
  try {
    // It takes no certificate of one's own.
    const settings = runner.settings('fetch', [...without, 'tls']);
    const answer = await worker.dispatchFetch('http://worker/', {
      method: 'POST',
      body: JSON.stringify(settings),
    });
    const results = (await answer.json()) as { name: string; problem: string | null }[];
    expect(failed(new Map(results.map(({ name, problem }) => [name, problem])))).toEqual([NOT_THERE]);
    expect(results.length).toBeGreaterThan(50);
  } finally {
    await worker.dispose();
  }
});
