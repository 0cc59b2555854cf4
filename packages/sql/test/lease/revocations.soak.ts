/// <reference types="node" />
import { describe, expect, it } from 'vitest';
import { startChild } from '../start-child.ts';
import { startPostgres } from '../start-postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { startOnPostgres, startOnSqlite } from './places.ts';
import { randomMoments } from './random-moments.ts';
import { now } from './start-verifying.ts';
import { addSubject, revoke } from './subjects.ts';
import { endLoad, inLanes, load } from './take-away.ts';

const REVOCATIONS = 1000;
const LANES = 6;

const places = [
  ['on Postgres', await startOnPostgres(await startPostgres(), 1000)],
  ['on one SQLite file', await startOnSqlite(temporaryFolder()())],
] as const;

const percentile = (sorted: readonly number[], percent: number): string =>
  (sorted[Math.floor((sorted.length * percent) / 100)] ?? Number.NaN).toFixed(1);

describe.each(places)('%s', (name, { store, verifiers, where }) => {
  it.each([
    ['without faults', false],
    ['with faults', true],
  ])(`${REVOCATIONS} revocations under load, %s`, { timeout: 900_000 }, async (how, faults) => {
    const { pause, pick, whole } = randomMoments();
    const other = await addSubject(store);
    const writer = faults ? startChild('write-for-ever', where, other.organizationId, 'wide') : undefined;
    let over = !faults;
    const makeTrouble = async () => {
      while (!over) {
        const { process, proxy } = pick<(typeof verifiers)[number]>(verifiers);
        const trouble = whole(proxy === null ? 1 : 3);
        if (trouble === 0) process.kill('SIGSTOP');
        if (trouble === 1 && proxy) proxy.swallow = true;
        if (trouble === 2) proxy?.cut();
        await pause(200);
        process.kill('SIGCONT');
        if (proxy) proxy.swallow = false;
        await pause(50);
      }
    };
    const trouble = makeTrouble();
    await load(verifiers, [other]);

    const took: number[] = [];
    let watched = 0;
    let accepted = 0;
    let late = 0;
    await inLanes(REVOCATIONS, LANES, async () => {
      const subject = await addSubject(store);
      await load(verifiers, [subject]);
      await pause(60);
      const began = now();
      await revoke(store, subject);
      const resolved = now();
      took.push(resolved - began - store.leaseMs);
      for (const seen of await endLoad(verifiers, subject)) {
        watched += seen.accepted === undefined ? 0 : 1;
        accepted += seen.accepted?.count ?? 0;
        const isLate = seen.after.outcome === 'accepted' || (seen.accepted?.last ?? 0) >= resolved;
        late += isLate ? 1 : 0;
      }
    });
    over = true;
    await trouble;
    writer?.process.kill('SIGKILL');
    const hits = await Promise.all(verifiers.map((verifier) => verifier.hits()));
    took.sort((one, another) => one - another);
    process.stdout.write(
      `${name}, ${how}: ${took.length} revocations; over the lease p50 ${percentile(took, 50)} ms, ` +
        `p99 ${percentile(took, 99)} ms; ${accepted} acceptances of them before, in ${watched} of ` +
        `${took.length * verifiers.length} pairs; from memory so far ${hits.join(', ')}; after: ${late}\n`,
    );
    expect(late).toBe(0);
    expect(watched).toBeGreaterThan(REVOCATIONS);
    for (const verifier of verifiers) await verifier.unload(other.name);
  });
});
