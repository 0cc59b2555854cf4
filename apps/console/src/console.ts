import { runConsoleCommand } from './command/run-console-command.ts';
import { describeFailure } from './describe-failure.ts';

try {
  await runConsoleCommand(process.argv.slice(2), {
    env: process.env,
    print: (text) => process.stdout.write(text),
    report: (text) => process.stderr.write(text),
  });
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
