import { denoCommand } from './commands.ts';
import { file } from './paths.ts';
import type { Start } from './running.ts';
import { startProcess } from './start-process.ts';

/** All that a wiring may do on Deno: listen there, and read one variable. */
export const servePermissions = (port: number): string[] => [
  `--allow-net=127.0.0.1:${port}`,
  '--allow-env=PORT',
];

/** A wiring on Deno, from its source. */
export const onDeno =
  (name: string): Start =>
  ({ port, print }) =>
    startProcess({
      command: denoCommand(),
      args: ['run', '--quiet', '--no-prompt', ...servePermissions(port), file(`src/wirings/${name}.ts`)],
      env: { PORT: String(port), DENO_NO_UPDATE_CHECK: '1' },
      print,
    });
