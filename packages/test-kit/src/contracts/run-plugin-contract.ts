import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build, type Plugin } from 'esbuild';
import { recordResult } from '../record-result.ts';
import { findRuntime } from '../runtimes/find-runtime.ts';

/** The Node versions beside the one that runs the tests. */
export const otherNodes = ['node22', 'node24'] as const;

/** Whose contract is kept. */
export interface ContractOptions {
  /** In whose README it stands: `express`. */
  readonly package: string;
  /** A file that exports `plugins`: by the head of its column, what the contract is given. */
  readonly entry: string;
  readonly subjects: readonly string[];
  /** From where the entry's packages are found, the package itself too. */
  readonly folder: string;
}

interface Line {
  readonly name: string;
  readonly problem: string | null;
}

/** The cases of one subject, on apps that are started once. */
const program = (entry: string) => `
  import { reuseRunning } from '@lynk-auth/test-kit';
  import { pluginContract } from '@lynk-auth/conformance';
  import { plugins } from ${JSON.stringify(entry)};
  const plugin = plugins[process.argv[2]];
  const { start } = reuseRunning(plugin.start);
  for (const { name, run } of pluginContract) {
    const problem = await run({ ...plugin, start }).then(() => null, (error) => String(error?.stack ?? error));
    console.log(JSON.stringify({ name, problem }));
  }
  process.exit();
`;

/** A package's tests import its sources; here it is what was built. */
const builtPackage = (name: string): Plugin => ({
  name: 'built-package',
  setup({ onResolve }) {
    const path = `@lynk-auth/${name}`;
    onResolve({ filter: /^\.\.\/src\/index\.ts$/ }, () => ({ path, external: true }));
  },
});

/**
 * Keeps the plugin contract in processes of another Node, one a subject: none holds another up. Writes down
 * what came of it.
 *
 * @returns What did not hold, of any subject.
 */
export async function runPluginContract(
  runtime: (typeof otherNodes)[number],
  { package: name, entry, subjects, folder }: ContractOptions,
): Promise<readonly string[]> {
  const own = await mkdtemp(join(folder, '.contract-'));
  try {
    const outfile = join(own, 'program.mjs');
    await build({
      stdin: { contents: program(entry), resolveDir: folder, loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      plugins: [builtPackage(name)],
      logLevel: 'silent',
    });
    const keep = async (subject: string) => {
      const lines = await linesOf(runtime, [outfile, subject]);
      const bad = lines.filter(({ problem }) => problem !== null);
      recordResult({ runtime, package: name, subject, passed: lines.length - bad.length, of: lines.length });
      return bad.map((line) => `${subject}, ${line.name}: ${line.problem}`);
    };
    return (await Promise.all(subjects.map(keep))).flat();
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function linesOf(
  runtime: (typeof otherNodes)[number],
  args: readonly string[],
): Promise<readonly Line[]> {
  const child = spawn(findRuntime(runtime), args, {
    // Frameworks print what a plugin throws, and the contract makes it throw a lot.
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const lines: Line[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line)));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The contract on ${runtime} ended with ${code}.`);
  return lines;
}
