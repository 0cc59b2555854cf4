import { redact } from '@lynk-auth/core';
import { startConsole } from './start-console.ts';
import { StartError } from './start-error.ts';

const PATIENCE_MS = 10_000;

const signals = ['SIGINT', 'SIGTERM'] as const;

const starting = startConsole({
  env: process.env,
  print: (text) => process.stdout.write(text),
  log: (line) => process.stderr.write(line),
});

// From the very beginning: a start that is interrupted is brought to its end, and then stopped.
for (const signal of signals) {
  process.once(signal, () => {
    // The second time, whoever asks does not want to wait.
    for (const again of signals) process.once(again, () => process.exit(1));
    starting.then((running) => running.stop(PATIENCE_MS)).then(() => process.exit(0), fail);
  });
}

starting.catch(fail);

function fail(error: unknown): void {
  const sentence = error instanceof StartError ? error.message : redact(String(error));
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
