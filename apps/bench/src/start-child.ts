import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program of this app in its own process. It prints one line of JSON at a time. */
export interface Child {
  /** Resolves to the next line. */
  next<Line>(): Promise<Line>;
  /** Makes it continue. */
  go(): void;
  /** Kills it. */
  end(): void;
}

/**
 * Starts a child, which exits by itself or is killed by `end()`.
 *
 * @param name The path of the file in `src`, without its extension.
 * @param values The arguments.
 * @param command The command that runs it. By default this Node.
 */
export function startChild(
  name: string,
  values: readonly string[] = [],
  command: readonly string[] = [process.execPath],
): Child {
  const [program = '', ...options] = command;
  const file = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  const child = spawn(program, [...options, file, ...values], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async next<Line>() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`The program ${name} exited too early.`);
      return JSON.parse(value) as Line;
    },
    go: () => void child.stdin.write('\n'),
    end: () => void child.kill(),
  };
}

/** In a child: prints a line. */
export const send = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** In a child: waits until the parent calls `go()`. */
export const wait = (): Promise<unknown> => once(process.stdin, 'data');
