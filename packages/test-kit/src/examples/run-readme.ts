import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Running } from '../runtimes/runtime.ts';
import { completeExample } from './complete-example.ts';

/** Which example is run, and how. */
export interface ReadmeOptions {
  /** The folder of the package. */
  readonly root: string;
  /**
   * What is run in the place of what the README shows: at least, in the place of what listens, what listens
   * on any port of 127.0.0.1 and prints which.
   */
  readonly replaced: readonly (readonly [shown: string, run: string])[];
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the first example of a package's README on Node, as it is printed there. */
export async function runReadme({
  root,
  replaced,
  env,
}: ReadmeOptions): Promise<Running & { readme: string }> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const program = replaced.reduce((text, [shown, run]) => {
    if (!text.includes(shown)) throw new Error(`The example does not say: ${shown}`);
    return text.replace(shown, run);
  }, example);
  // Below dist, from where the package finds itself by its name.
  const folder = await mkdtemp(join(root, 'dist/.readme-'));
  const file = join(folder, 'app.mjs');
  const { code, files } = await completeExample(program);
  await writeFile(file, code);
  for (const [name, shared] of Object.entries(files)) await writeFile(join(folder, `${name}.mjs`), shared);
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const close = async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  const exited = once(child, 'exit').then(() => {
    throw new Error('The example came to its end.');
  });
  exited.catch(() => undefined);
  try {
    const [port] = await Promise.race([once(child.stdout, 'data'), exited]);
    return { port: Number(port), readme, close };
  } catch (error) {
    await close();
    throw error;
  }
}
