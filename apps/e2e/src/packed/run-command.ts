import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Options of {@link runCommand}. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The result of a command. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  /** Standard output and standard error. */
  readonly output: string;
}

/** The variables that npm and the tests set, which a user's shell does not have. */
const TEST_VARIABLES =
  /^(npm_(package|lifecycle)_|npm_config_(local_prefix|engine_strict)$|VITEST|NODE_ENV$|NODE_OPTIONS$)/i;

const waiting: (() => void)[] = [];
let free = availableParallelism();

/** Runs a command and waits for its exit. Runs at most one command per core at a time. */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: CommandOptions,
): Promise<Finished> {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free -= 1;
  try {
    return await run(command, args, { cwd, env });
  } finally {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }
}

function run(
  command: string,
  args: readonly string[],
  { cwd, env }: Required<CommandOptions>,
): Promise<Finished> {
  const child = spawn(command, args, {
    cwd,
    env: { ...usersEnvironment(), NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command !== process.execPath,
  });
  let stdout = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, output }));
  });
}

/** Returns the environment of a user's shell. */
export const usersEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !TEST_VARIABLES.test(name)));
