/// <reference types="node" />
import { describe, expect, it } from 'vitest';
import { startChild } from '../start-child.ts';
import { startPostgres } from '../start-postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { startOnPostgres, startOnSqlite } from './places.ts';
import { randomMoments, sleep } from './random-moments.ts';
import { now } from './start-verifying.ts';
import { addSubject, addSubjects, narrowings, revocation, revoke } from './subjects.ts';
import { expectAllAccepted, expectNoneSince, load, takeAway } from './take-away.ts';

const STOPS = 16;
const KILLS = 3;

const all = Object.values(narrowings);
const places = [
  ['on Postgres', await startOnPostgres(await startPostgres())],
  ['on one SQLite file', await startOnSqlite(temporaryFolder()())],
] as const;

describe.each(places)('%s', (_, place) => {
  const { store } = place;
  const verifiers = [...place.verifiers];

  it(`a process that is stopped ${STOPS} times wakes up and goes by nothing that it knew`, async () => {
    const { pause, pick } = randomMoments();
    const other = await addSubject(store);
    await load(verifiers, [other]);
    for (let stop = 0; stop < STOPS; stop += 1) {
      const { kind, narrow } = all[stop % all.length] ?? revocation;
      const subject = await addSubject(store, kind);
      await load(verifiers, [subject]);
      const sleeper = pick(verifiers).process;
      await pause(60);
      sleeper.kill('SIGSTOP');
      await pause(30);
      // Nobody waits for who is stopped: the lease does.
      await narrow(store, subject);
      const resolved = now();
      await pause(30);
      sleeper.kill('SIGCONT');
      await expectNoneSince(verifiers, subject, resolved);
    }
    await expectAllAccepted(verifiers, other);
  });

  it('a process that stops and goes on all the time accepts nothing that is gone', async () => {
    const { pause, pick } = randomMoments();
    let over = false;
    const shake = async () => {
      while (!over) {
        const shaken = pick(verifiers).process;
        shaken.kill('SIGSTOP');
        await pause(150);
        shaken.kill('SIGCONT');
        await pause(20);
      }
    };
    const shaking = shake();
    const subjects = await addSubjects(store, STOPS / 2);
    await load(verifiers, subjects);
    await Promise.all(
      subjects.map(async (subject) => {
        await pause(2000);
        await takeAway(place, subject, revoke);
      }),
    );
    over = true;
    await shaking;
  });

  it('a verifier that is killed is waited for by nobody, and the next one knows', async () => {
    const { pause, whole } = randomMoments();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const subject = await addSubject(store);
      await load(verifiers, [subject]);
      await pause(60);
      const revoked = revoke(store, subject).then(now);
      await pause(60);
      const [victim] = verifiers.splice(whole(verifiers.length), 1);
      victim?.process.kill('SIGKILL');
      await expectNoneSince(verifiers, subject, await revoked);
      const next = await place.startVerifier();
      expect(await next.verify(subject.question)).toMatchObject({ reason: 'revoked' });
      verifiers.push(next);
    }
  });

  it('who revokes is killed: what it had resolved holds, and what it had begun holds or never was', async () => {
    const { pause } = randomMoments();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const subjects = await addSubjects(store, 6);
      await load(verifiers, subjects);
      const revoker = startChild('revoke', place.where, JSON.stringify(subjects));
      await revoker.says('ready');
      await pause(500);
      revoker.process.kill('SIGKILL');
      await revoker.ended;
      const resolved = new Map(
        revoker
          .output()
          .split('\n')
          .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
          .map(({ name, at }) => [name, at]),
      );
      const ended = now();
      await sleep(store.leaseMs + 5);
      for (const subject of subjects) {
        const token = await store.getToken(subject.organizationId, subject.name);
        const at = resolved.get(subject.name);
        if (at !== undefined) expect(token?.revokedAt).not.toBeNull();
        // Nobody waited any more, so this one holds one lease later.
        if (token?.revokedAt != null) {
          await expectNoneSince(verifiers, subject, at ?? ended + store.leaseMs);
        } else {
          for (const verifier of verifiers) {
            expect(Object.keys(await verifier.unload(subject.name))).toEqual(['accepted']);
          }
        }
      }
    }
  });
});
