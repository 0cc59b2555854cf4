import { describeFailure } from './describe-failure.ts';
import { startConsole } from './start-console.ts';
import { StartError } from './start-error.ts';

const SHUTDOWN_TIMEOUT_MS = 10_000;

const signals = ['SIGINT', 'SIGTERM'] as const;

const starting = start();

// Registered before the start completes: a start that is interrupted completes, then stops.
for (const signal of signals) {
  process.once(signal, () => {
    // A second signal exits without waiting.
    for (const again of signals) process.once(again, () => process.exit(1));
    starting.then((running) => running.stop(SHUTDOWN_TIMEOUT_MS)).then(() => process.exit(0), fail);
  });
}

starting.catch(fail);

async function start() {
  if (process.argv.length > 2) {
    throw new StartError(
      'The console takes no arguments. Set variables of the environment, for example PORT.',
    );
  }
  return startConsole({
    env: process.env,
    print: (text) => process.stdout.write(text),
    log: (line) => process.stderr.write(line),
  });
}

function fail(error: unknown): void {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
}
