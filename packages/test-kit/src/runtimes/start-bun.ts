import { bundle } from './bundle.ts';
import { findRuntime } from './find-runtime.ts';
import type { StartHandler } from './runtime.ts';
import { startProcess } from './start-process.ts';

// Bun refuses bodies of 128 MiB by itself, ahead of the handler.
const glue = `
  const maxRequestBodySize = 2 ** 32;
  const server = Bun.serve({ hostname: '127.0.0.1', port: 0, development: false, maxRequestBodySize, fetch: handle });
  console.log('port ' + server.port);
`;

/** On `Bun.serve`. */
export const startBun: StartHandler = async (entry, settings) => {
  const script = await bundle({ entry, runtime: 'bun', settings, glue });
  return startProcess({ command: findRuntime('bun'), args: ['run'], script });
};
