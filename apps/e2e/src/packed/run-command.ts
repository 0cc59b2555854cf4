import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Where a command runs. */
export interface Place {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a command has left behind. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  /** Both outputs, for a person. */
  readonly output: string;
}

/** What the tests and the script around them say to what they run. A user's shell says none of it. */
const OURS =
  /^(npm_(package|lifecycle)_|npm_config_(local_prefix|engine_strict)$|VITEST|NODE_ENV$|NODE_OPTIONS$)/i;

const waiting: (() => void)[] = [];
let free = availableParallelism();

/** Runs a command to its end, as many at once as there are cores. */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: Place,
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

function run(command: string, args: readonly string[], { cwd, env }: Required<Place>): Promise<Finished> {
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

/** The environment without what belongs to this run. */
export const usersEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
