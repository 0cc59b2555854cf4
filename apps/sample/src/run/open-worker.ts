import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Miniflare } from 'miniflare';
import { file } from './paths.ts';
import { stopSignals } from './stop-signals.ts';

const require = createRequire(import.meta.url);

/** Opens a built Worker on workerd with its variables and secrets. */
export async function openWorker(
  name: string,
  bindings: Readonly<Record<string, string>>,
  port = 0,
): Promise<Miniflare> {
  // Loaded on demand, because it is large. `import` would read it twice to find its exports.
  const { Miniflare } = require('miniflare') as typeof import('miniflare');
  const path = file(`dist/workers/${name}.js`);
  const contents = await readFile(path, 'utf8');
  return keepSignals(
    () =>
      new Miniflare({
        host: '127.0.0.1',
        port,
        // As the only module listed, it is not searched for imports.
        modules: [{ type: 'ESModule', path, contents }],
        compatibilityDate: '2026-04-01',
        bindings: { ...bindings },
      }),
  );
}

/** Removes the signal listeners of Miniflare, which exit this process before the other parts have stopped. */
function keepSignals<T>(create: () => T): T {
  const before = new Set<unknown>(stopSignals.flatMap((signal) => process.listeners(signal)));
  const created = create();
  for (const signal of stopSignals) {
    for (const listener of process.listeners(signal)) {
      if (!before.has(listener)) process.off(signal, listener);
    }
  }
  return created;
}
