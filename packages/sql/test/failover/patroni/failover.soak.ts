/// <reference types="node" />
import { Pool } from 'pg';
import { afterAll, expect, it } from 'vitest';
import { openPostgresStore } from '../../../src/postgres/open-postgres-store.ts';
import { persist } from '../../lease/persist.ts';
import { sleep } from '../../lease/random-timing.ts';
import { now, startVerifierProcess } from '../../lease/start-verifier.ts';
import { addTestToken, revoke, type TestToken } from '../../lease/test-tokens.ts';
import { load } from '../../lease/verification-load.ts';
import { startProxy } from '../../start-proxy.ts';
import { countOutcomes, waitUntilAccepted } from '../count-accepted.ts';
import { findClusterPrograms } from './find-programs.ts';
import { callApi, startCluster } from './start-cluster.ts';
import type { ClusterNode } from './start-node.ts';

const ROUNDS = Number(process.env['LYNK_AUTH_FAILOVER_ROUNDS'] ?? 4);
/** Tokens that are issued before a failover and revoked after it. */
const TOKENS = 10;
/** How long a process remains connected to the old leader after the failover, in milliseconds. */
const STALE_MS = 3000;

const programs = findClusterPrograms();
process.stdout.write(`${programs.versions}\n`);
const cluster = await startCluster(programs);
const stale = await startProxy((await cluster.waitUntilHealthy()).port);
const connectTo = (port: number) => ({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
const options = { schema: 'lynk', failover: true };
const store = await openPostgresStore({
  ...options,
  driver: Pool,
  connection: connectTo(cluster.haproxyPort),
});
const verifiers = await Promise.all(
  // The last one keeps its connections to the old leader, as behind a DNS name that has not been updated.
  [cluster.haproxyPort, cluster.pgbouncerPort, stale.port].map((port) =>
    startVerifierProcess(JSON.stringify({ ...options, migrate: false, connection: connectTo(port) })),
  ),
);

/** What happens to the leader, and how it comes back. */
const faults: Readonly<Record<string, readonly [strike: Change, heal: Change]>> = {
  killed: [(leader) => leader.kill(), (leader) => leader.start()],
  paused: [(leader) => leader.pause(), (leader) => leader.resume()],
  'cut off': [(leader) => leader.cutOff(), (leader) => leader.reconnect()],
  'handed over': [(leader) => callApi(leader, 'switchover', { leader: leader.name }), () => undefined],
  'without its manager': [(leader) => leader.pauseManager(), (leader) => leader.resume()],
};
type Change = (leader: ClusterNode) => void | Promise<void>;

/** How long one failover took, in milliseconds since the leader was struck. */
interface Failover {
  readonly fault: string;
  /** When another node was the leader. */
  readonly promotedMs: number;
  /** When the processes behind HAProxy and PgBouncer accepted a token again. */
  readonly recoveredMs: number;
}

const unloadAll = async (tokens: readonly TestToken[]) =>
  Promise.all(tokens.flatMap(({ id }) => verifiers.map((verifier) => verifier.unload(id))));

afterAll(async () => {
  for (const verifier of verifiers) verifier.process.kill('SIGKILL');
  await store.close();
});

/** Rejects when a process ends, which none of them may do. */
async function failIfOneEnds(): Promise<never> {
  await Promise.race(verifiers.map((verifier) => verifier.ended));
  throw new Error('A verifying process ended.');
}

it(`after ${ROUNDS} rounds of failovers under load, no token was accepted once its revocation had resolved`, () =>
  Promise.race([failOver(), failIfOneEnds()]));

async function failOver(): Promise<void> {
  const failovers: Failover[] = [];
  const revoked: TestToken[] = [];
  const everyRevoked: TestToken[] = [];
  let accepted = 0;
  let all = 0;
  const revokeAndWatch = async (token: TestToken) => {
    await persist(() => revoke(store, token));
    everyRevoked.push(token);
    // Verifications that started before do not count.
    await unloadAll([token]);
    await load(verifiers, [token]);
    revoked.push(token);
  };
  let done = false;
  const revokeContinuously = async () => {
    while (!done) {
      const token = await persist(() => addTestToken(store));
      await load(verifiers, [token]);
      await sleep(800);
      await revokeAndWatch(token);
      await sleep(800);
    }
  };

  const kept = await addTestToken(store);
  await load(verifiers, [kept]);
  const revoking = revokeContinuously();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [fault, [strike, heal]] of Object.entries(faults)) {
      const leader = await cluster.waitUntilHealthy();
      await waitUntilAccepted(verifiers, kept);
      const earlier = revoked.splice(0);
      const tokens: TestToken[] = [];
      for (let count = 0; count < TOKENS; count += 1) tokens.push(await persist(() => addTestToken(store)));
      await load(verifiers, tokens);

      const struckAt = now();
      await strike(leader);
      const next = await cluster.findLeader(leader);
      const promotedMs = now() - struckAt;
      // A lease that the old leader proved has ended by then.
      const recovering = sleep(store.leaseMs)
        .then(() => waitUntilAccepted(verifiers.slice(0, 2), kept))
        .then(() => now() - struckAt);
      const [first, ...others] = tokens;
      if (first !== undefined) await revokeAndWatch(first);
      const revokedMs = now() - struckAt;
      const recoveredMs = await recovering;
      failovers.push({ fault, promotedMs, recoveredMs });
      await Promise.all(others.map(revokeAndWatch));
      await sleep(STALE_MS);
      stale.target = next.port;
      stale.disconnectAll();
      await waitUntilAccepted(verifiers, kept);

      const outcomes = countOutcomes(await unloadAll(earlier));
      accepted += outcomes.accepted;
      all += outcomes.all;
      const lost = await persist(() => countLost(everyRevoked));
      process.stdout.write(
        `${fault}: new leader after ${promotedMs.toFixed(0)} ms, first revocation after ${revokedMs.toFixed(0)} ms, ` +
          `accepted again after ${recoveredMs.toFixed(0)} ms; ${everyRevoked.length} revocations, ${lost} of them lost, ${accepted} of ${all} accepted so far\n`,
      );
      await heal(leader);
    }
  }
  done = true;
  await revoking;
  const outcomes = countOutcomes(await unloadAll(revoked));
  accepted += outcomes.accepted;
  all += outcomes.all;
  const lost = await persist(() => countLost(everyRevoked));
  for (const fault of Object.keys(faults)) {
    describeTimes(
      fault,
      failovers.filter((each) => each.fault === fault),
    );
  }
  describeTimes('all', failovers);
  process.stdout.write(
    `${everyRevoked.length} revocations, ${accepted} of ${all} verifications after them accepted; ${lost} revocations lost\n`,
  );
  expect(failovers.length).toBe(ROUNDS * Object.keys(faults).length);
  expect(everyRevoked.length).toBeGreaterThanOrEqual(TOKENS * failovers.length);
  expect(all).toBeGreaterThan(1000);
  expect({ accepted, lost }).toEqual({ accepted: 0, lost: 0 });
}

/** Counts the revocations that resolved, and that the newest primary does not hold: no verifier can know of them. */
async function countLost(tokens: readonly TestToken[]): Promise<number> {
  const found = await Promise.all(tokens.map(({ organizationId, id }) => store.getToken(organizationId, id)));
  return found.filter((token) => token?.revokedAt === null).length;
}

/** Prints the median and the maximum of what failovers took. */
function describeTimes(name: string, failovers: readonly Failover[]): void {
  const describe = (times: readonly number[]) => {
    const sorted = times.toSorted((a, b) => a - b);
    const at = (index: number) => sorted[index] ?? Number.NaN;
    const median = (at(Math.floor((sorted.length - 1) / 2)) + at(Math.floor(sorted.length / 2))) / 2;
    return `p50 ${median.toFixed(0)} ms, max ${at(sorted.length - 1).toFixed(0)} ms`;
  };
  process.stdout.write(
    `${name}, ${failovers.length} failovers: new leader after ${describe(failovers.map(({ promotedMs }) => promotedMs))}; ` +
      `accepted again after ${describe(failovers.map(({ recoveredMs }) => recoveredMs))}\n`,
  );
}
