// Calls a store, or a verifier beside it. Each line of input is a call as JSON, and each line of output its outcome.
import { createInterface } from 'node:readline';
import { createStoreSource } from '@lynk-auth/authority';
import { createVerifier } from '@lynk-auth/verifier';
import { openStore } from './open-store.mjs';

const store = await openStore(process.argv[2]);
const verifier = createVerifier({ source: createStoreSource(store), observe: () => undefined });
const bytes = (key, value) => (key === 'digest' ? Uint8Array.from(Object.values(value)) : value);

const call = async ({ method, args }) => {
  if (method === 'verify') return verifier.verify(...args);
  if (method === 'lookup') return store.lookup(args.map(({ digest }) => digest));
  return store[method](...args);
};
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const outcome = await call(JSON.parse(line, bytes)).then(
    (value) => ({ value }),
    ({ name, code, message }) => ({ name, code, message }),
  );
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
process.exit(0);
