import { runTokenCommand } from './command/run-token-command.ts';
import { describeFailure } from './describe-failure.ts';

try {
  await runTokenCommand(process.argv.slice(2), {
    env: process.env,
    print: (text) => process.stdout.write(text),
    report: (text) => process.stderr.write(text),
  });
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
