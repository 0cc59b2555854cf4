/// <reference types="node" />
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A separate process that runs the built package. */
export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  /** Returns its output so far. */
  readonly output: () => string;
  /** Returns what it has written to the standard error so far. */
  readonly errors: () => string;
  /** Resolves when its output contains the string. */
  readonly waitForOutput: (expected: string) => Promise<void>;
  /** Resolves when its output satisfies the condition. Rejects if the process ends before. */
  readonly waitUntil: (condition: (output: string) => boolean) => Promise<void>;
  /** Resolves when it has ended and all of its output was read. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/**
 * Starts a child program.
 *
 * @param script The name of a file in `children/`.
 */
export function startChild(script: string, ...values: string[]): Child {
  const file = fileURLToPath(new URL(`children/${script}.mjs`, import.meta.url));
  const child = spawn(process.execPath, [file, ...values], { stdio: 'pipe' });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended: Child['ended'] = new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  const waitUntil: Child['waitUntil'] = async (condition) => {
    while (!condition(output)) {
      const end = await Promise.race([
        ended,
        new Promise<null>((resolve) => child.stdout.once('data', () => resolve(null))),
      ]);
      if (end !== null && !condition(output)) throw new Error(`The child ended: ${errors}`);
    }
  };
  return {
    process: child,
    output: () => output,
    errors: () => errors,
    ended,
    waitForOutput: (expected) => waitUntil((written) => written.includes(expected)),
    waitUntil,
  };
}
