/// <reference types="node" />
import { afterEach, expect, it } from 'vitest';
import { startPostgres } from '../start-postgres.ts';
import { startOnPostgres } from './places.ts';
import { randomMoments, sleep } from './random-moments.ts';
import { now, type Question, type Verifying } from './start-verifying.ts';
import { addSubject, revoke } from './subjects.ts';
import { expectAllAccepted, expectNoneSince, load, takeAway } from './take-away.ts';

const PARTITIONS = 4;
const SLOW_READS = 6;

const postgres = await startPostgres();
// Short, so that who is cut off answers soon.
const place = await startOnPostgres(postgres, 500);
const { store, verifiers } = place;

afterEach(() => {
  for (const { proxy } of verifiers)
    Object.assign(proxy, { swallow: false, delayMs: 0, onAnswer: undefined });
});

/** Resolves when a process accepts a token, by itself. */
async function isBack(verifier: Verifying, question: Question): Promise<void> {
  while ((await verifier.verify(question)).outcome !== 'accepted') await sleep(20);
}

it('who is cut off answers "unavailable" after one lease, nobody waits for it, and it comes back by itself', async () => {
  const { pause, pick } = randomMoments();
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const kept = await addSubject(store);
    const gone = await addSubject(store);
    await Promise.all(verifiers.map((verifier) => isBack(verifier, kept.question)));
    await load(verifiers, [kept, gone]);
    const lonely = pick(verifiers);
    const others = verifiers.filter((verifier) => verifier !== lonely);
    await pause(60);
    lonely.proxy.swallow = true;
    const end = now() + store.leaseMs;
    await pause(60);
    await revoke(store, gone);
    const resolved = now();
    await expectNoneSince(others, gone, resolved);
    await sleep(Math.max(0, end - now()));

    const asked = [kept, gone].map(({ question }) => lonely.verify(question));
    for (const answer of await Promise.all(asked)) {
      expect(answer).toMatchObject({ outcome: 'unavailable', reason: 'source_down' });
    }
    const seen = await lonely.unload(kept.name);
    expect(seen.accepted?.last).toBeLessThan(end);
    expect(Object.keys(seen).sort()).toEqual(['accepted', 'unavailable']);

    lonely.proxy.swallow = false;
    await isBack(lonely, kept.question);
    await expectNoneSince([lonely], gone, resolved);
    for (const other of others) expect(Object.keys(await other.unload(kept.name))).toEqual(['accepted']);
  }
});

it('a slow lookup that saw what was before fills nothing when it arrives', async () => {
  const { whole, pick } = randomMoments();
  // Because of this one the change log is read while the answer is on its way.
  const kept = await known;
  await load(verifiers, [kept]);
  for (let read = 0; read < SLOW_READS; read += 1) {
    const subject = await addSubject(store);
    const slow = pick(verifiers);
    const { proxy } = slow;
    let tell: () => void;
    const answered = new Promise<void>((resolve) => {
      tell = resolve;
    });
    proxy.onAnswer = (bytes) => {
      // Its answer alone is late: what is read of the change log arrives.
      if (!bytes.includes(subject.name) || !bytes.includes('view_sboms')) return true;
      proxy.onAnswer = undefined;
      proxy.delayMs = store.leaseMs + 100 + whole(100);
      queueMicrotask(() => {
        proxy.delayMs = 0;
      });
      tell();
      return true;
    };
    const before = slow.verify(subject.question);
    await answered;
    await revoke(store, subject);
    // Another lookup in between would take its place.
    if (read % 2 === 0) expect(await slow.verify(subject.question)).toMatchObject({ reason: 'revoked' });
    expect((await before).outcome).toBe('accepted');
    for (let time = 0; time < 3; time += 1) {
      expect(await slow.verify(subject.question)).toMatchObject({ reason: 'revoked' });
    }
  }
  await expectAllAccepted(verifiers, kept);
});

it('answers that take their time, each another one, change nothing', async () => {
  const { pause, whole } = randomMoments();
  for (const { proxy } of verifiers) {
    proxy.onAnswer = () => {
      proxy.delayMs = whole(4) === 0 ? whole(80) : 0;
      return true;
    };
  }
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      const subject = await addSubject(store);
      await pause(1000);
      await load(verifiers, [subject]);
      await pause(60);
      await takeAway(place, subject, revoke);
    }),
  );
});

it.each([
  [
    'was cut',
    async () => {
      for (const { proxy } of verifiers) proxy.cut();
    },
  ],
  [
    'has lost its power',
    async () => {
      await postgres.stop();
      await sleep(store.leaseMs);
      for (const verifier of verifiers) {
        expect(await verifier.verify((await known).question)).toMatchObject({ outcome: 'unavailable' });
      }
      await postgres.start();
    },
  ],
])(
  'where every connection %s, what was revoked stays revoked, and the rest is accepted again',
  async (_, fail) => {
    const kept = await known;
    const gone = await addSubject(store);
    await load(verifiers, [kept, gone]);
    await revoke(store, gone);
    const resolved = now();
    await fail();
    await Promise.all(verifiers.map((verifier) => isBack(verifier, kept.question)));
    await expectNoneSince(verifiers, gone, resolved);
    for (const verifier of verifiers) {
      const seen = await verifier.unload(kept.name);
      expect(seen.invalid_token).toBeUndefined();
    }
    // Commands have come back as well.
    const next = await addSubject(store);
    await load(verifiers, [next]);
    await takeAway(place, next, revoke);
  },
);

const known = addSubject(store);
