import { file } from './paths.ts';
import type { Start, StartOptions } from './running.ts';
import { startProcess } from './start-process.ts';

/** Options of a program on Node. */
export interface NodeOptions extends StartOptions {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts a built program on Node.
 *
 * @param path The path of the program in this package.
 */
export const onNode =
  (path: string): ((options: NodeOptions) => ReturnType<Start>) =>
  ({ port, print, env }) =>
    startProcess({
      command: process.execPath,
      args: ['--enable-source-maps', file(path)],
      env: { PORT: String(port), ...env },
      print,
    });
