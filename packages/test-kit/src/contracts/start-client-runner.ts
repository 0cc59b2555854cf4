import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startClientServers } from '@lynk-auth/conformance/client-servers';
import { build } from 'esbuild';
import { findRuntime } from '../runtimes/find-runtime.ts';
import type { RuntimeName } from '../runtimes/runtime.ts';
import type { CaseResult, ClientRun } from './run-client-contract.ts';

/** The clients of a package. */
export interface ClientPackage {
  /** The folder of the package. */
  readonly folder: string;
  /** The name of the package without its scope. */
  readonly package: string;
  /** A file that exports `clients`, and `createHandler` made by `createContractHandler`. It imports the built package. */
  readonly entry: string;
}

/** How the contract is run. */
export interface ClientRunOptions {
  readonly client: string;
  readonly runtime: RuntimeName;
  /** A dependency of the package to replace by another one, such as an older version. */
  readonly replace?: readonly [name: string, by: string];
  /** Groups of cases to leave out. */
  readonly without?: readonly string[];
}

/** The output of a program, and how it ended. */
export interface ClientOutcome {
  /** The problem of every case; `null` if it passed. */
  readonly problems: ReadonlyMap<string, string | null>;
  readonly code: number | null;
  /** What was printed to standard error. */
  readonly printed: string;
}

/** Servers, and programs that run the contract against them in processes of their own. */
export interface ClientRunner {
  run(options: ClientRunOptions): Promise<ClientOutcome>;
  close(): Promise<void>;
}

const program = (entry: string) => `
  import { runClientContract } from '@lynk-auth/test-kit/client-cases';
  import { clients } from ${JSON.stringify(entry)};
  const report = (result) => console.log(JSON.stringify(result));
  await runClientContract(clients, JSON.parse(globalThis.process.argv[2]), report);
`;

export async function startClientRunner(tested: ClientPackage): Promise<ClientRunner> {
  const servers = await startClientServers();
  // Below dist: from there a program finds the package by its own name, and no tool looks into it.
  const folder = await mkdtemp(join(tested.folder, 'dist/.clients-'));
  const certificate = join(folder, 'ca.pem');
  await writeFile(certificate, servers.certificate);
  const built = new Map<string, Promise<string>>();

  function buildProgram(replace: ClientRunOptions['replace']): Promise<string> {
    const key = replace?.join() ?? '';
    const file = built.get(key) ?? bundleProgram(tested, join(folder, `program-${built.size}.mjs`), replace);
    built.set(key, file);
    return file;
  }

  /** Where there are no programs, a host on Node starts a handler. */
  async function commandOf({ runtime, replace }: ClientRunOptions): Promise<[RuntimeName, ...string[]]> {
    if (runtime === 'workerd' || runtime === 'edge') {
      const host = createRequire(import.meta.url).resolve('@lynk-auth/test-kit/client-host');
      return ['node', host, runtime, tested.entry];
    }
    const file = await buildProgram(replace);
    return runtime === 'deno' ? [runtime, 'run', '--allow-all', '--quiet', file] : [runtime, file];
  }

  return {
    async run(options) {
      const { origins, unreachable } = servers;
      const { client, without = [] } = options;
      const run: ClientRun = { client, servers: { origins, unreachable }, without };
      const [binary, ...args] = await commandOf(options);
      const child = spawn(findRuntime(binary), [...args, JSON.stringify(run)], {
        // The variable of Node and Bun, and that of Deno.
        env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate, DENO_CERT: certificate },
      });
      let printed = '';
      child.stderr.setEncoding('utf8').on('data', (chunk) => {
        printed += chunk;
      });
      const problems = new Map<string, string | null>();
      createInterface(child.stdout).on('line', (line) => {
        const { name, problem }: CaseResult = JSON.parse(line);
        problems.set(name, problem);
      });
      const [code] = await once(child, 'close');
      return { problems, code, printed };
    },
    async close() {
      await servers.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Bundles the entry. Its packages stay imports, unless one of the package's dependencies is replaced. */
async function bundleProgram(
  { folder, package: name, entry }: ClientPackage,
  outfile: string,
  replace: ClientRunOptions['replace'],
): Promise<string> {
  await build({
    stdin: { contents: program(entry), resolveDir: folder, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    packages: 'external',
    tsconfigRaw: {},
    plugins: [
      {
        name: 'replace',
        setup({ onResolve }) {
          if (replace === undefined) return;
          const [replaced, by] = replace;
          onResolve({ filter: new RegExp(`^${replaced}$`) }, () => ({ path: by, external: true }));
          onResolve({ filter: new RegExp(`^@lynk-auth/${name}$`) }, () => ({
            path: join(folder, 'dist/index.js'),
          }));
        },
      },
    ],
    logLevel: 'silent',
  });
  return outfile;
}
