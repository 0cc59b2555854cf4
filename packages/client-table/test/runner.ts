import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { tokenCorpus } from '@lynk-auth/conformance';
import { findRuntime, type RuntimeName } from '@lynk-auth/runtimes';
import type { Result, Settings } from '../src/script.ts';
import { startOrigins } from '../src/start-origins.ts';

/** What a program said, and how it ended. */
export interface Outcome {
  /** Of every behaviour why it is not as it must be, or `null`. */
  readonly problems: ReadonlyMap<string, string | null>;
  readonly code: number | null;
  /** On standard error. */
  readonly printed: string;
}

/** How a program is run. */
export interface RunOptions {
  /** Where. Default: this Node. */
  readonly runtime?: RuntimeName;
  /** With the oldest axios that is served. */
  readonly oldest?: boolean;
  /** Groups to leave out. */
  readonly without?: readonly string[];
}

/** Servers, and programs that run the table against them in processes of their own. */
export interface TableRunner {
  run(adapter: string, options?: RunOptions): Promise<Outcome>;
  close(): Promise<void>;
}

const [first, second] = tokenCorpus.issued;

const built = (name: string) => fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url));

/** What a runtime is told to run. Where there are no programs, a host on Node starts a handler. */
function commandOf(runtime: RuntimeName, oldest: boolean): readonly [binary: RuntimeName, ...args: string[]] {
  const program = built(oldest ? 'run-oldest' : 'run');
  if (runtime === 'workerd' || runtime === 'edge') return ['node', built('host'), runtime];
  if (runtime === 'deno') return [runtime, 'run', '--allow-all', '--quiet', program];
  return [runtime, program];
}

export async function startRunner(): Promise<TableRunner> {
  const servers = await startOrigins();
  const folder = await mkdtemp(join(tmpdir(), 'lynk-client-'));
  const certificate = join(folder, 'ca.pem');
  await writeFile(certificate, servers.certificate);
  const settingsOf = (adapter: string, without: readonly string[]): Settings => {
    const { origins, nobody } = servers;
    const tokens = { token: first?.token ?? '', newer: second?.token ?? '' };
    return { adapter, origins, nobody, without, ...tokens };
  };
  return {
    async run(adapter, { runtime = 'node', oldest = false, without = [] } = {}) {
      const [binary, ...args] = commandOf(runtime, oldest);
      const child = spawn(findRuntime(binary), [...args, JSON.stringify(settingsOf(adapter, without))], {
        // Node's name and Bun's, and Deno's.
        env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate, DENO_CERT: certificate },
      });
      let printed = '';
      child.stderr.setEncoding('utf8').on('data', (text) => {
        printed += text;
      });
      const problems = new Map<string, string | null>();
      createInterface(child.stdout).on('line', (line) => {
        const { name, problem }: Result = JSON.parse(line);
        problems.set(name, problem);
      });
      const [code] = await once(child, 'close');
      return { problems, code, printed };
    },
    async close() {
      await servers[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}
