import { createRequire } from 'node:module';
import { bundle } from './bundle.ts';
import type { StartHandler } from './runtime.ts';
import { startProcess } from './start-process.ts';

const glue = `
  Deno.serve({ hostname: '127.0.0.1', port: 0, onListen: ({ port }) => console.log('port ' + port) }, handle);
`;

/** On `Deno.serve`; it may use the network, and nothing else. */
export const startDeno: StartHandler = async (entry, settings) => {
  const { runInstall } = createRequire(import.meta.url)('deno/install_api.cjs') as { runInstall(): string };
  const script = await bundle({ entry, runtime: 'deno', settings, glue });
  const args = ['run', '--quiet', '--no-prompt', '--no-config', '--allow-net=127.0.0.1'];
  return startProcess({ command: runInstall(), args, script });
};
