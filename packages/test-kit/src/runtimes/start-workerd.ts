import { bundle } from './bundle.ts';
import type { StartHandler } from './runtime.ts';

/** On workerd, as Cloudflare Workers run it. */
export const startWorkerd: StartHandler = async (entry, settings) => {
  // Expensive to load, and most tests do not need it.
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
    // The test reads errors of the worker from the response.
    handleRuntimeStdio: () => undefined,
  });
  const url = await worker.ready;
  return { port: Number(url.port), close: () => worker.dispose() };
};
