// Verifies tokens for a number of milliseconds each time the parent calls `go()`, and prints how many were accepted and the
// processor time of that.
import { setImmediate } from 'node:timers/promises';
import { createStoreSource } from '@lynk-auth/authority';
import { createVerifier } from '@lynk-auth/verifier';
import { openAddress } from '../places/open-address.ts';
import { send, wait } from '../start-child.ts';

/** Small enough that background work of the verifier never waits for long. */
const BATCH = 500;

const [address = '', text = '[]', duration = '0'] = process.argv.slice(2);
const tokens: readonly string[] = JSON.parse(text);
const store = await openAddress(address);
const verifier = createVerifier({ source: createStoreSource(store) });
let turn = 0;

async function run(milliseconds: number): Promise<{ accepted: number; nanoseconds: number }> {
  let accepted = 0;
  const before = process.cpuUsage();
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    for (let done = 0; done < BATCH; done += 1) {
      turn = turn + 1 < tokens.length ? turn + 1 : 0;
      const result = verifier.verify(tokens[turn] as string);
      const { ok } = result instanceof Promise ? await result : result;
      if (ok) accepted += 1;
    }
    await setImmediate();
  }
  const { user, system } = process.cpuUsage(before);
  return { accepted, nanoseconds: (user + system) * 1000 };
}

await run(500);
for (;;) {
  send({ ready: true });
  await wait();
  send(await run(Number(duration)));
}
