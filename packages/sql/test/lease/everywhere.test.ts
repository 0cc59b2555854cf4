/// <reference types="node" />
import { describe, expect, it } from 'vitest';
import { startChild } from '../start-child.ts';
import { startPostgres } from '../start-postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { startOnPostgres, startOnSqlite } from './places.ts';
import { randomMoments, sleep } from './random-moments.ts';
import { now } from './start-verifying.ts';
import { addSubject, narrowings, revocation, revoke } from './subjects.ts';
import { expectAllAccepted, expectNoneSince, inLanes, load, takeAway } from './take-away.ts';

const REVOCATIONS = 40;
const ROUNDS = 3;
const LANES = 4;
const all = Object.values(narrowings);

const places = [
  ['on Postgres', await startOnPostgres(await startPostgres())],
  ['on one SQLite file', await startOnSqlite(temporaryFolder()())],
] as const;

describe.each(places)('%s, three processes under load', (_, place) => {
  const { store, verifiers } = place;

  it('go by nothing that was taken away, whatever it was', async () => {
    const { pause } = randomMoments();
    const other = await addSubject(store);
    await load(verifiers, [other]);
    await inLanes(ROUNDS * all.length, LANES, async (time) => {
      const { kind, narrow } = all[time % all.length] ?? revocation;
      const subject = await addSubject(store, kind);
      await load(verifiers, [subject]);
      await pause(60);
      await takeAway(place, subject, narrow);
    });
    await expectAllAccepted(verifiers, other);
  });

  it(`accept none of ${REVOCATIONS} tokens after its revocation has resolved`, async () => {
    const { pause } = randomMoments();
    const other = await addSubject(store);
    await load(verifiers, [other]);
    await inLanes(REVOCATIONS, LANES, async () => {
      const subject = await addSubject(store);
      await load(verifiers, [subject]);
      await pause(60);
      await takeAway(place, subject, revoke);
    });
    await expectAllAccepted(verifiers, other);
  });

  it('accept nothing for longer than one lease, where nobody waited', async () => {
    const { pause } = randomMoments();
    await inLanes(REVOCATIONS, LANES, async () => {
      const subject = await addSubject(store);
      await load(verifiers, [subject]);
      await pause(60);
      await revoke(store, subject, false);
      const end = now() + store.leaseMs;
      await sleep(store.leaseMs + 5);
      await expectNoneSince(verifiers, subject, end);
    });
  });

  it('do so too while another process changes as much as the store takes, and still answer', async () => {
    const { pause } = randomMoments();
    const other = await addSubject(store);
    await load(verifiers, [other]);
    const writer = startChild('write-for-ever', place.where, other.organizationId, 'wide');
    await writer.says('revoke_token');
    const rounds = () => writer.output().split('revoke_token').length;
    // More than once only where the machine is so busy that the other process has not come far.
    for (let batch = 0; batch === 0 || (batch < 5 && rounds() <= 5); batch += 1) {
      await inLanes(REVOCATIONS / 2, LANES, async () => {
        const subject = await addSubject(store);
        await load(verifiers, [subject]);
        await pause(60);
        await takeAway(place, subject, revoke);
      });
    }
    writer.process.kill('SIGKILL');
    await writer.ended;
    expect(rounds()).toBeGreaterThan(5);
    await expectAllAccepted(verifiers, other);
  });
});
