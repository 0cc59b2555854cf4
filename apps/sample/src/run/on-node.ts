import { file } from './paths.ts';
import type { Start } from './running.ts';
import { startProcess } from './start-process.ts';

/** Starts a built wiring on Node. */
export const onNode =
  (name: string, env: Readonly<Record<string, string>> = {}): Start =>
  ({ port, print }) =>
    startProcess({
      command: process.execPath,
      args: ['--enable-source-maps', file(`dist/wirings/${name}.js`)],
      env: { PORT: String(port), ...env },
      print,
    });
