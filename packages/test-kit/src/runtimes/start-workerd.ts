import { bundle } from './bundle.ts';
import type { StartHandler } from './runtime.ts';

/** On workerd, as Cloudflare Workers run it. */
export const startWorkerd: StartHandler = async (entry, settings) => {
  // Dear to load, and most tests have no need of it.
  const { Miniflare } = await import('miniflare');
  const script = await bundle({
    entry,
    runtime: 'workerd',
    settings,
    glue: 'export default { fetch: handle };',
  });
  const worker = new Miniflare({
    host: '127.0.0.1',
    port: 0,
    modules: true,
    script,
    compatibilityDate: '2026-01-01',
    // What a worker throws is the test's to see, in its answer.
    handleRuntimeStdio: () => undefined,
  });
  const url = await worker.ready;
  return { port: Number(url.port), close: () => worker.dispose() };
};
