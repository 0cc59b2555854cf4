import { embeddings } from './embeddings.ts';
import { readPort } from './read-port.ts';
import { stopSignals } from './stop-signals.ts';
import { usage } from './usage.ts';
import { wirings } from './wirings.ts';

const [name = '', ...flags] = process.argv.slice(2);
const withClient = flags.length === 1 && flags[0] === '--client';
const wiring = Object.hasOwn(wirings, name) ? wirings[name] : undefined;
const program = wiring ?? (Object.hasOwn(embeddings, name) ? embeddings[name] : undefined);
const client = withClient ? wiring?.client : undefined;

if (program === undefined || (flags.length > 0 && client === undefined)) {
  console.log(usage());
  process.exit(name === '' ? 0 : 1);
}

const print = (text: string) => {
  // With a client, only the client's output matters.
  if (client === undefined) process.stdout.write(text);
};
const starting = readPort(process.env['PORT']).then((port) => program.start({ port, print }));

// Registered before the start completes: a start that is interrupted completes, then stops.
let stopping = false;
for (const signal of stopSignals) process.on(signal, () => shutDown(0));

try {
  const { address, token, ended, stop } = await starting;
  ended?.then((signal) => {
    if (stopping) return;
    // Ctrl-C reaches all processes of a terminal, so the child may exit before this process receives the signal.
    const isStopped = stopSignals.some((each) => each === signal);
    if (!isStopped) console.error('The API exited unexpectedly.');
    shutDown(isStopped ? 0 : 1);
  });
  if (client !== undefined) {
    await client({ INTERLYNK_API_URL: address, INTERLYNK_SECURITY_TOKEN: token }).finally(() => {
      stopping = true;
      return stop();
    });
    process.exit(0);
  }
} catch (error) {
  // Ctrl-C also reaches the process that is starting.
  if (!stopping) fail(error);
}

/** Stops what was started, then exits. */
function shutDown(code: number): void {
  stopping = true;
  starting
    .then(
      ({ stop }) => stop(),
      () => undefined,
    )
    .then(() => process.exit(code), fail);
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
