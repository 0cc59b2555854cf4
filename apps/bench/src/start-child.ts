import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program of this app that runs in a process of its own, and says one line of JSON at a time. */
export interface Child {
  /** The next line that it says. */
  next<Line>(): Promise<Line>;
  /** Tells it to go on. */
  go(): void;
  /** Ends it. */
  end(): void;
}

/**
 * Starts one; it ends by itself, or when it is told to.
 *
 * @param name Of the file in `children`.
 * @param values What it is given.
 * @param command What runs it. Default: this Node.
 */
export function startChild(
  name: string,
  values: readonly string[] = [],
  command: readonly string[] = [process.execPath],
): Child {
  const [program = '', ...options] = command;
  const file = fileURLToPath(new URL(`children/${name}.js`, import.meta.url));
  const child: ChildProcessWithoutNullStreams = spawn(program, [...options, file, ...values], {
    stdio: 'pipe',
  });
  child.stderr.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async next<Line>() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`The program ${name} ended before it was done.`);
      return JSON.parse(value) as Line;
    },
    go: () => void child.stdin.write('\n'),
    end: () => void child.kill(),
  };
}

/** In a child: says a line. */
export const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** In a child: waits until it is told to go on. */
export const wait = (): Promise<unknown> => once(process.stdin, 'data');
