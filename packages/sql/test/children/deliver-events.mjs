// Delivers the events of a store, at each line of input. Values: the database, how far its clock is ahead in milliseconds,
// and what its listener does: `accept`, `reject` each event, or `hang`. Each line of output is an event, or the result.
import { createInterface } from 'node:readline';
import { createAuthority } from '@lynk-auth/authority';
import { openStore } from './open-store.mjs';

const [database, ahead, behavior] = process.argv.slice(2);
const store = await openStore(database);
const authority = createAuthority({
  store,
  clock: { wall: () => Date.now() + Number(ahead) },
  onEvent(event) {
    process.stdout.write(`${JSON.stringify(event)}\n`);
    if (behavior === 'reject') throw new Error('The listener is down.');
    return behavior === 'hang' ? new Promise(() => undefined) : undefined;
  },
});
process.stdout.write('ready\n');
for await (const _ of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await authority.deliverEvents())}\n`);
}
await store.close();
