import type { CommandOptions } from './command/run-token-command.ts';
import { describeFailure } from './describe-failure.ts';
import { StartError } from './start-error.ts';

/** The commands, by the name of the script of npm that runs them. Loading the log-in takes longer than listing tokens. */
const commands = {
  token: async () => (await import('./command/run-token-command.ts')).runTokenCommand,
  console: async () => (await import('./command/run-console-command.ts')).runConsoleCommand,
} as const;

const io: CommandOptions = {
  env: process.env,
  print: (text) => process.stdout.write(text),
  report: (text) => process.stderr.write(text),
};

try {
  const [name = '', ...args] = process.argv.slice(2);
  if (!Object.hasOwn(commands, name)) {
    throw new StartError(`The first argument must be one of these: ${Object.keys(commands).join(', ')}.`);
  }
  const run = await commands[name as keyof typeof commands]();
  await run(args, io);
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
