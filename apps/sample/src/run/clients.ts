import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bunCommand, denoCommand } from './commands.ts';
import { killAtExit } from './kill-at-exit.ts';
import { openEdge } from './open-edge.ts';
import { openWorker } from './open-worker.ts';
import { file } from './paths.ts';

/** The environment of a client. */
type Environment = Readonly<Record<'INTERLYNK_API_URL' | 'INTERLYNK_SECURITY_TOKEN', string>>;

/** Runs a client. Its output goes to standard output. */
export type RunClient = (env: Environment) => Promise<void>;

/** The variables that the client reads on Deno: the address of the API, the token and the proxy settings. */
const VARIABLES = [
  ...['INTERLYNK_API_URL', 'INTERLYNK_SECURITY_TOKEN', 'LYNK_API_TOKEN'],
  ...['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy', 'NO_PROXY', 'no_proxy'],
];

/** Returns the permissions of the client on Deno: calling the API and reading these variables. */
export const callPermissions = (api: string): string[] => [
  `--allow-net=${new URL(api).host}`,
  `--allow-env=${VARIABLES}`,
];

async function run(command: string, args: readonly string[], env: Environment): Promise<void> {
  // The client does not send a token over plain http through a proxy. The API is on this machine.
  const direct = { NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  const options = { env: { ...process.env, ...env, ...direct }, stdio: 'inherit' } as const;
  const [code] = await once(killAtExit(spawn(command, args, options)), 'exit');
  if (code !== 0) throw new Error('The client failed.');
}

async function show(response: { readonly ok: boolean; text(): Promise<string> }): Promise<void> {
  if (!response.ok) throw new Error('The client failed.');
  process.stdout.write(`${await response.text()}\n`);
}

export const clients = {
  node: (env) => run(process.execPath, [file('dist/clients/fetch.js')], env),
  axios: (env) => run(process.execPath, [file('dist/clients/axios.js')], env),
  deno: (env) =>
    run(
      denoCommand(),
      [
        'run',
        '--quiet',
        '--no-prompt',
        ...callPermissions(env.INTERLYNK_API_URL),
        file('src/clients/fetch.ts'),
      ],
      env,
    ),
  bun: (env) => run(bunCommand(), ['run', file('src/clients/fetch.ts')], env),
  async worker(env) {
    const worker = await openWorker('worker-client', env);
    try {
      await show(await worker.dispatchFetch('http://worker/'));
    } finally {
      await worker.dispose();
    }
  },
  async edge(env) {
    await show(await openEdge('edge-client', env)(new Request('http://edge/tour')));
  },
} as const satisfies Record<string, RunClient>;
