import { bundle } from './bundle.ts';
import { findRuntime } from './find-runtime.ts';
import type { StartHandler } from './runtime.ts';
import { startProcess } from './start-process.ts';

const glue = `
  Deno.serve({ hostname: '127.0.0.1', port: 0, onListen: ({ port }) => console.log('port ' + port) }, handle);
`;

/** On `Deno.serve`; it may use the network, and nothing else. */
export const startDeno: StartHandler = async (entry, settings) => {
  const script = await bundle({ entry, runtime: 'deno', settings, glue });
  const args = ['run', '--quiet', '--no-prompt', '--no-config', '--allow-net=127.0.0.1'];
  return startProcess({ command: findRuntime('deno'), args, script });
};
