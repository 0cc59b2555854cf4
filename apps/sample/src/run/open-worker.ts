import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Miniflare } from 'miniflare';
import { file } from './paths.ts';
import { stopSignals } from './stop-signals.ts';

const require = createRequire(import.meta.url);

/** A built Worker on workerd, with its variables and secrets. */
export async function openWorker(
  name: string,
  bindings: Readonly<Record<string, string>>,
  port = 0,
): Promise<Miniflare> {
  // Large: no other wiring should wait for it, and `import` would read it twice, for the names that it exports.
  const { Miniflare } = require('miniflare') as typeof import('miniflare');
  const path = file(`dist/workers/${name}.js`);
  const contents = await readFile(path, 'utf8');
  return keepSignals(
    () =>
      new Miniflare({
        host: '127.0.0.1',
        port,
        // Named as the only one, it is not searched for imports.
        modules: [{ type: 'ESModule', path, contents }],
        compatibilityDate: '2026-04-01',
        bindings: { ...bindings },
      }),
  );
}

/** Miniflare ends this process at a signal, whatever else is to be stopped first: that is not its affair. */
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
