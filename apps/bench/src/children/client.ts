// Sends queries with one client whenever the parent calls `go()`, and prints the processor nanoseconds per query.
import { createClients } from '../clients.ts';
import { send, wait } from '../start-child.ts';

const CONCURRENCY = 16;
const CALLS = 320;

const [name = '', endpoint = ''] = process.argv.slice(2);
const call = createClients(endpoint)[name];
if (call === undefined) throw new Error(`There is no client ${name}.`);

async function run(): Promise<void> {
  let left = CALLS;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await call?.();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
}

send({ ready: true });
for (;;) {
  await wait();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  send(((user + system) * 1000) / CALLS);
}
