/// <reference types="node" />
import { describe, expect, it } from 'vitest';
import { startChild } from '../start-child.ts';
import { startPostgres } from '../start-postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { persist } from './persist.ts';
import { randomTiming } from './random-timing.ts';
import { now } from './start-verifier.ts';
import { startVerifiersOnPostgres, startVerifiersOnSqlite } from './start-verifiers.ts';
import { addTestToken, revoke } from './test-tokens.ts';
import { endLoad, load, runConcurrently } from './verification-load.ts';

const REVOCATIONS = 1000;
const CONCURRENCY = 6;

const groups = [
  ['on Postgres', await startVerifiersOnPostgres(await startPostgres(), 1000)],
  ['on one SQLite file', await startVerifiersOnSqlite(temporaryFolder()())],
] as const;

/** A process that is stopped while it writes its uses keeps SQLite's lock, so that a command may have to be sent again. */
const sendUntilFree = <Result>(command: () => Promise<Result>) => persist(command, 'store_busy');

const percentile = (sorted: readonly number[], percent: number): string =>
  (sorted[Math.floor((sorted.length * percent) / 100)] ?? Number.NaN).toFixed(1);

describe.each(groups)('%s', (name, { store, verifiers, database }) => {
  it.each([
    ['without faults', false],
    ['with faults', true],
  ])(`${REVOCATIONS} revocations under load, %s`, { timeout: 900_000 }, async (condition, faults) => {
    const { pause, pick, integer } = randomTiming();
    const other = await addTestToken(store);
    const writer = faults
      ? startChild('write-continuously', database, other.organizationId, 'wide')
      : undefined;
    let done = !faults;
    const injectFaults = async () => {
      while (!done) {
        const { process, proxy } = pick<(typeof verifiers)[number]>(verifiers);
        const fault = integer(proxy === null ? 1 : 3);
        if (fault === 0) process.kill('SIGSTOP');
        if (fault === 1 && proxy) proxy.dropAll = true;
        if (fault === 2) proxy?.disconnectAll();
        await pause(200);
        process.kill('SIGCONT');
        if (proxy) proxy.dropAll = false;
        await pause(50);
      }
    };
    const injecting = injectFaults();
    await load(verifiers, [other]);

    const durations: number[] = [];
    let observed = 0;
    let accepted = 0;
    let late = 0;
    await runConcurrently(REVOCATIONS, CONCURRENCY, async () => {
      const testToken = await sendUntilFree(() => addTestToken(store));
      await load(verifiers, [testToken]);
      await pause(60);
      const startedAt = now();
      await sendUntilFree(() => revoke(store, testToken));
      const resolved = now();
      durations.push(resolved - startedAt - store.leaseMs);
      for (const { after, accepted: counts } of await endLoad(verifiers, testToken)) {
        observed += counts === undefined ? 0 : 1;
        accepted += counts?.count ?? 0;
        const isLate = after.outcome === 'accepted' || (counts?.lastStartedAt ?? 0) >= resolved;
        late += isLate ? 1 : 0;
      }
    });
    done = true;
    await injecting;
    writer?.process.kill('SIGKILL');
    const hits = await Promise.all(verifiers.map((verifier) => verifier.hits()));
    durations.sort((a, b) => a - b);
    process.stdout.write(
      `${name}, ${condition}: ${durations.length} revocations; beyond the lease p50 ${percentile(durations, 50)} ms, ` +
        `p99 ${percentile(durations, 99)} ms; ${accepted} acceptances before revocation, in ${observed} of ` +
        `${durations.length * verifiers.length} pairs; cache hits so far ${hits.join(', ')}; late: ${late}\n`,
    );
    expect(late).toBe(0);
    expect(observed).toBeGreaterThan(REVOCATIONS);
    for (const verifier of verifiers) await verifier.unload(other.id);
  });
});
