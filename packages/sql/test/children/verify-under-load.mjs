// Verifies tokens continuously and counts the outcomes. Each line of input is a request as JSON, and each line of output
// its response. Ends with its input.
import { createInterface } from 'node:readline';
import { createStoreSource } from '@lynk-auth/authority';
import { createVerifier } from '@lynk-auth/verifier';
import { openStore } from './open-store.mjs';

/** Milliseconds, by the monotonic clock that all processes of a machine share. */
const now = () => Number(process.hrtime.bigint()) / 1e6;
/** Concurrent verifications per token, so that some join the source read of another. */
const CONCURRENCY = 3;

const source = createStoreSource(await openStore(process.argv[2]));
let lookups = 0;
/** The error of this process's wall clock, in milliseconds. Its monotonic clock is right. */
let clockError = 0;
/** The number of tokens accepted from cache. */
let hits = 0;
const verifier = createVerifier({
  throttle: false,
  observe: null,
  clock: { wall: () => Date.now() + clockError, monotonic: () => performance.now() },
  source: {
    ...source,
    lookup(token, digests) {
      lookups += 1;
      return source.lookup(token, digests);
    },
  },
});

async function verify({ token, clientIp, permission }) {
  const startedAt = now();
  const lookupsBefore = lookups;
  const pending = verifier.verify(token, { clientIp });
  if (pending.ok && lookups === lookupsBefore) hits += 1;
  const result = await pending;
  if (!result.ok) return { startedAt, outcome: result.kind, reason: result.reason };
  const isAllowed = permission === undefined || result.principal.permissions.includes(permission);
  return { startedAt, outcome: isAllowed ? 'accepted' : 'not_allowed' };
}

const load = new Map();

function add([id, request]) {
  const entry = { request, running: 0, outcomes: {} };
  load.set(id, entry);
  return verifyUnderLoad(entry);
}

async function verifyUnderLoad(entry) {
  entry.running += 1;
  const { startedAt, outcome } = await verify(entry.request);
  entry.running -= 1;
  entry.outcomes[outcome] ??= { count: 0, lastStartedAt: 0 };
  const counts = entry.outcomes[outcome];
  counts.count += 1;
  counts.lastStartedAt = Math.max(counts.lastStartedAt, startedAt);
}

const handlers = {
  /** Adds tokens to the load and verifies each of them once. */
  async load({ requests }) {
    await Promise.all(Object.entries(requests).map(add));
  },
  /** Removes a token from the load. Returns the count and the last start time of each outcome. */
  unload({ token }) {
    const outcomes = load.get(token)?.outcomes ?? {};
    load.delete(token);
    return { outcomes };
  },
  verify: ({ request }) => verify(request),
  hits: () => ({ hits }),
  setClock({ error }) {
    clockError = error;
  },
};

createInterface({ input: process.stdin })
  .on('line', async (line) => {
    const { call, method, ...parameters } = JSON.parse(line);
    process.stdout.write(`${JSON.stringify({ call, ...(await handlers[method](parameters)) })}\n`);
  })
  .on('close', () => process.exit(0));
process.stdout.write('ready\n');

for (;;) {
  for (const entry of load.values()) if (entry.running < CONCURRENCY) void verifyUnderLoad(entry);
  await new Promise((resolve) => setTimeout(resolve, 2));
}
