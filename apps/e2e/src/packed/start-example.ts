import { spawn } from 'node:child_process';
import { usersEnvironment } from './run-command.ts';

const preload = new URL('listen-anywhere.mjs', import.meta.url).href;

/** A running example. */
export interface RunningExample {
  readonly port: number;
  close(): void;
}

/** Runs a file that starts a server, unchanged, on a free port of 127.0.0.1. */
export function startExample(
  folder: string,
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<RunningExample> {
  const child = spawn(process.execPath, ['--import', preload, file], {
    cwd: folder,
    env: { ...usersEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  return new Promise((resolve, reject) => {
    const listen = (text: string) => {
      output += text;
      const [, port] = /^port (\d+)$/m.exec(output) ?? [];
      if (port !== undefined) resolve({ port: Number(port), close: () => child.kill('SIGKILL') });
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The example exited.\n${output}`)));
  });
}
