import { redact } from '@lynk-auth/core';
import { runTokenCommand } from './command/run-token-command.ts';
import { StartError } from './start-error.ts';

try {
  await runTokenCommand(process.argv.slice(2), {
    env: process.env,
    print: (text) => process.stdout.write(text),
    report: (text) => process.stderr.write(text),
  });
} catch (error) {
  const message = error instanceof StartError ? error.message : redact(String(error));
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
