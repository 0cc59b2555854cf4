import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { killAtExit } from './kill-at-exit.ts';
import type { Running } from './running.ts';

/** A program that prints a welcome message when it listens. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  readonly print: (text: string) => void;
}

/** Next has words of its own. */
const LISTENING = /(?:listening on|Local:) +(http:\S+)\n/;
const TOKEN = /^ {2}(lynk_\w+)\n/m;

/** Starts a program and waits until it listens. */
export async function startProcess({ command, args, env, print }: Program): Promise<Running> {
  const child = killAtExit(
    spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const ended = once(child, 'exit').then(([, signal]): NodeJS.Signals | null => signal);
  let printed = '';
  const address = await new Promise<string>((resolve, reject) => {
    // The welcome message is one short write, so a pipe delivers it in one piece.
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      print(text);
      printed += text;
      const [, found] = LISTENING.exec(printed) ?? [];
      if (found !== undefined) resolve(found);
    });
    ended.then(() => reject(new Error('The program exited before it listened.')), reject);
  });
  return {
    address,
    token: TOKEN.exec(printed)?.[1] ?? '',
    ended,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
