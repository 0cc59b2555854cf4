import { runConsoleCommand } from './command/run-console-command.ts';
import { type CommandOptions, runTokenCommand } from './command/run-token-command.ts';
import { describeFailure } from './describe-failure.ts';
import { StartError } from './start-error.ts';

/** The commands, by the name of the script of npm that runs them. */
const commands = { token: runTokenCommand, console: runConsoleCommand } as const;

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
  await commands[name as keyof typeof commands](args, io);
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
