import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Running } from './runtime.ts';

/** What is run: a command, its arguments, and the script as the last of them. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly script: string;
}

/** Runs a script that prints the port on which it listens. */
export async function startProcess({ command, args, script }: Program): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'lynk-auth-runtime-'));
  const file = join(folder, 'app.mjs');
  await writeFile(file, script);
  const child = spawn(command, [...args, file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' },
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const port = await new Promise<number>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const [, found] = /^port (\d+)$/m.exec(printed) ?? [];
      if (found !== undefined) resolve(Number(found));
    });
    child.once('error', reject);
    void exited.then(() => reject(new Error(`The app did not start. ${complaint}`)));
  });
  return {
    port,
    async close() {
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
