import { denoCommand } from './commands.ts';
import { file } from './paths.ts';
import type { Start } from './running.ts';
import { startProcess } from './start-process.ts';

/** Returns the permissions of a wiring on Deno: listening on one port and reading one variable. */
export const servePermissions = (port: number): string[] => [
  `--allow-net=127.0.0.1:${port}`,
  '--allow-env=PORT',
];

/** Starts a wiring on Deno, from its source. */
export const onDeno =
  (name: string): Start =>
  ({ port, print }) =>
    startProcess({
      command: denoCommand(),
      args: ['run', '--quiet', '--no-prompt', ...servePermissions(port), file(`src/wirings/${name}.ts`)],
      env: { PORT: String(port), DENO_NO_UPDATE_CHECK: '1' },
      print,
    });
