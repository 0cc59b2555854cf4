// Verifies tokens one after the other, for so many milliseconds each time it is told to, and says how
// many it has accepted.
import { setImmediate } from 'node:timers/promises';
import { createStoreSource } from '@lynk-auth/authority';
import { createVerifier } from '@lynk-auth/verifier';
import { openAddress } from '../places/open-address.ts';
import { say, wait } from '../start-child.ts';

/** So often, that what goes on behind the answers is never kept waiting for long. */
const AT_ONCE = 500;

const [address = '', text = '[]', duration = '0'] = process.argv.slice(2);
const tokens: readonly string[] = JSON.parse(text);
const store = await openAddress(address);
const verifier = createVerifier({ source: createStoreSource(store) });
let turn = 0;

async function run(milliseconds: number): Promise<number> {
  let accepted = 0;
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    for (let done = 0; done < AT_ONCE; done += 1) {
      turn = turn + 1 < tokens.length ? turn + 1 : 0;
      const answer = verifier.verify(tokens[turn] as string);
      const { ok } = answer instanceof Promise ? await answer : answer;
      if (ok) accepted += 1;
    }
    await setImmediate();
  }
  return accepted;
}

await run(500);
for (;;) {
  say({ ready: true });
  await wait();
  say({ accepted: await run(Number(duration)) });
}
