// Verifies under load, and tells what came of it. A question is one line of JSON on stdin, and so is
// its answer on stdout. Ends with its input.
import { createInterface } from 'node:readline';
import { createStoreSource } from '@lynk-auth/authority';
import { createVerifier } from '@lynk-auth/verifier';
import { openStore } from './open-store.mjs';

/** Milliseconds, by the clock that all processes of a machine share. */
const now = () => Number(process.hrtime.bigint()) / 1e6;
/** So that one verification joins the read of another. */
const AT_ONCE = 3;

const source = createStoreSource(await openStore(process.argv[2]));
let lookups = 0;
/** How far the wall clock of this process is off, in milliseconds; the monotonic one is right. */
let step = 0;
/** Answers that came from memory at once. */
let hits = 0;
const verifier = createVerifier({
  throttle: false,
  clock: { wall: () => Date.now() + step, monotonic: () => performance.now() },
  source: {
    ...source,
    lookup(token, digests) {
      lookups += 1;
      return source.lookup(token, digests);
    },
  },
});

async function verify({ token, clientIp, permission }) {
  const began = now();
  const before = lookups;
  const answer = verifier.verify(token, { clientIp });
  if (answer.ok && lookups === before) hits += 1;
  const result = await answer;
  if (!result.ok) return { began, outcome: result.kind, reason: result.reason };
  const may = permission === undefined || result.principal.permissions.includes(permission);
  return { began, outcome: may ? 'accepted' : 'not_allowed' };
}

const load = new Map();

function add([name, question]) {
  const entry = { question, running: 0, seen: {} };
  load.set(name, entry);
  return verifyUnderLoad(entry);
}

async function verifyUnderLoad(entry) {
  entry.running += 1;
  const { began, outcome } = await verify(entry.question);
  entry.running -= 1;
  entry.seen[outcome] ??= { count: 0, last: 0 };
  const seen = entry.seen[outcome];
  seen.count += 1;
  seen.last = Math.max(seen.last, began);
}

const answers = {
  /** Adds tokens to the load, and verifies each of them once. */
  async load({ questions }) {
    await Promise.all(Object.entries(questions).map(add));
  },
  /** Takes tokens out of the load, and tells what was seen of them: how often, and the last beginning. */
  unload({ names }) {
    const seen = Object.fromEntries(names.map((name) => [name, load.get(name)?.seen ?? {}]));
    for (const name of names) load.delete(name);
    return { seen };
  },
  verify: ({ question }) => verify(question),
  hits: () => ({ hits }),
  setClock(question) {
    step = question.step;
  },
};

createInterface({ input: process.stdin })
  .on('line', async (line) => {
    const { id, what, ...rest } = JSON.parse(line);
    process.stdout.write(`${JSON.stringify({ id, ...(await answers[what](rest)) })}\n`);
  })
  .on('close', () => process.exit(0));
process.stdout.write('ready\n');

for (;;) {
  for (const entry of load.values()) if (entry.running < AT_ONCE) void verifyUnderLoad(entry);
  await new Promise((resolve) => setTimeout(resolve, 2));
}
