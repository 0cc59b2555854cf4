import { redact } from '@lynk-auth/core';
import { startConsole } from './start-console.ts';
import { StartError } from './start-error.ts';

const PATIENCE_MS = 10_000;

try {
  const running = await startConsole({
    env: process.env,
    print: (text) => process.stdout.write(text),
    log: (line) => process.stderr.write(line),
  });
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) {
    process.once(signal, () => {
      // The second time, whoever asks does not want to wait.
      for (const again of signals) process.once(again, () => process.exit(1));
      running.stop(PATIENCE_MS).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (error) {
  const sentence = error instanceof StartError ? error.message : redact(String(error));
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
