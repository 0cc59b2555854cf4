import { createRequire } from 'node:module';
import { bundle } from './bundle.ts';
import { findRuntime } from './find-runtime.ts';
import type { StartHandler } from './runtime.ts';
import { startProcess } from './start-process.ts';

/** On node:http of another Node. */
export const startNodeProcess =
  (runtime: 'node22' | 'node24'): StartHandler =>
  async (entry, settings) => {
    const bridge = createRequire(import.meta.url).resolve('@lynk-auth/test-kit/serve-handler');
    const glue = `
      import { serveHandler } from ${JSON.stringify(bridge)};
      serveHandler(handle).then(({ port }) => console.log('port ' + port));
    `;
    const script = await bundle({ entry, runtime: 'node', settings, glue });
    return startProcess({ command: findRuntime(runtime), args: [], script });
  };
