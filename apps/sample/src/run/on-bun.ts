import { bunCommand } from './commands.ts';
import { file } from './paths.ts';
import type { Start } from './running.ts';
import { startProcess } from './start-process.ts';

/** Starts a wiring on Bun, from its source. */
export const onBun =
  (name: string): Start =>
  ({ port, print }) =>
    startProcess({
      command: bunCommand(),
      args: ['run', file(`src/wirings/${name}.ts`)],
      env: { PORT: String(port) },
      print,
    });
