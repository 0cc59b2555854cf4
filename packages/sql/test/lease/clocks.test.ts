/// <reference types="node" />
import { applyAndWait } from '@lynk-auth/authority';
import { describe, expect, it } from 'vitest';
import { startPostgres } from '../start-postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { startOnPostgres, startOnSqlite } from './places.ts';
import { randomMoments, sleep } from './random-moments.ts';
import { now } from './start-verifying.ts';
import { addSubject, narrowings, revocation } from './subjects.ts';
import { expectAllAccepted, expectNoneSince, load, takeAway } from './take-away.ts';

const HOUR = 3_600_000;

/** By which the wall clock says when it is over: who has a wrong one goes wrong by it. */
const byTheClock = ['a token that ends earlier', 'the end of an overlap'];
const others = Object.entries(narrowings).filter(([name]) => !byTheClock.includes(name));

const places = [
  ['on Postgres', await startOnPostgres(await startPostgres())],
  ['on one SQLite file', await startOnSqlite(temporaryFolder()())],
] as const;

describe.each(places)('%s', (_, place) => {
  const { store, verifiers } = place;

  it('clocks that step back and forward all the time keep nothing alive', async () => {
    const { pause, pick, whole } = randomMoments();
    let over = false;
    let steps = 0;
    const shift = async () => {
      while (!over) {
        // As much as a lease, and much more; in both directions.
        const far = pick([50, 120, 5000, HOUR]) * (whole(2) === 0 ? 1 : -1);
        await pick<(typeof verifiers)[number]>(verifiers).setClock(far);
        steps += 1;
        await pause(40);
      }
    };
    const other = await addSubject(store);
    await load(verifiers, [other]);
    const shifting = shift();
    for (const [, { kind, narrow }] of others) {
      const subject = await addSubject(store, kind);
      await load(verifiers, [subject]);
      await pause(80);
      await takeAway(place, subject, narrow);
    }
    over = true;
    await shifting;
    expect(steps).toBeGreaterThan(20);
    await expectAllAccepted(verifiers, other);
  });

  it('an overlap that ends later ends by itself, at its time, in all processes', async () => {
    await Promise.all(verifiers.map((verifier) => verifier.setClock(0)));
    const subject = await addSubject(store, revocation.kind);
    await load(verifiers, [subject]);
    const at = Date.now();
    const overlapUntil = at + 1500;
    const endsAt = now() + (overlapUntil - Date.now());
    const outcome = await applyAndWait(store, {
      type: 'rotate_token',
      organizationId: subject.organizationId,
      tokenId: subject.name,
      actor: { kind: 'system', id: null },
      at,
      mask: 'lynk_live_eTQw…',
      digest: crypto.getRandomValues(new Uint8Array(32)),
      overlapUntil,
      drainUntil: overlapUntil,
    });
    expect(outcome).toMatchObject({ ok: true });
    const answers = await Promise.all(verifiers.map((verifier) => verifier.verify(subject.question)));
    // Unless this took longer than the overlap lasts.
    if (now() < endsAt) for (const answer of answers) expect(answer.outcome).toBe('accepted');
    await sleep(Math.max(0, endsAt - now()) + 20);
    // The wall clock counts whole milliseconds.
    await expectNoneSince(verifiers, subject, endsAt + 2);
  });
});
