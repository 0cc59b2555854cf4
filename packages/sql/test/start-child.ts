/// <reference types="node" />
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A real process, which runs the built package. */
export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  /** What it has written so far. */
  readonly output: () => string;
  /** Resolves when it has written something that contains the text. */
  readonly says: (text: string) => Promise<void>;
  /** Resolves when what it has written is enough. */
  readonly reaches: (isEnough: (text: string) => boolean) => Promise<void>;
  /** Resolves when it has ended and all that it wrote was read. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

export function startChild(script: string, ...values: string[]): Child {
  const file = fileURLToPath(new URL(`children/${script}.mjs`, import.meta.url));
  const child = spawn(process.execPath, [file, ...values], { stdio: 'pipe' });
  let text = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended: Child['ended'] = new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  const reaches: Child['reaches'] = async (isEnough) => {
    while (!isEnough(text)) {
      const gone = await Promise.race([
        ended,
        new Promise<null>((resolve) => child.stdout.once('data', () => resolve(null))),
      ]);
      if (gone !== null && !isEnough(text)) throw new Error(`The child ended: ${errors}`);
    }
  };
  return {
    process: child,
    output: () => text,
    ended,
    says: (expected) => reaches((written) => written.includes(expected)),
    reaches,
  };
}
