import { generateToken } from '@lynk-auth/core';
import type { Change } from '@lynk-auth/verifier';
import { createCountedVerifier, LEASE, type RunReport } from './create-counted-verifier.ts';
import type { PatchedCode } from './load-patched.ts';
import { delay, END, Process } from './process.ts';
import { createRandom } from './random.ts';
import { Server } from './server.ts';
import { Timeline } from './timeline.ts';

const TOKENS = 4;
const CALLS = 160;
/** How often a store sends a query again, after a response that it may not use. */
const ATTEMPTS = 3;

const texts = Array.from({ length: TOKENS }, () =>
  generateToken({ kind: 'service', environment: 'live' }).reveal(),
);

/**
 * What happens to the database.
 *
 * - `restore`: it is replaced by a backup in place, and written on.
 * - `lost_suffix`: it fails, and a standby is promoted that lacks the last commits.
 * - `replica`: the address leads some connections to a standby that lags behind.
 * - `isolation`: a synchronous standby is promoted while the old primary lives on, cut off from it.
 */
const situations = ['restore', 'lost_suffix', 'replica', 'isolation'] as const;

/** What the store and its database do, beside the code under test. */
export interface DatabaseRules {
  /** A read of the log ends only when the standby has acknowledged a commit that began after it. */
  readonly isFenced: boolean;
  /** A standby raises an error. */
  readonly rejectsStandby: boolean;
}

/** Runs the verifier's code, and the store's guard, through a failover or a restore. */
export async function runFailover(
  code: PatchedCode,
  seed: number,
  rules: DatabaseRules = { isFenced: true, rejectsStandby: true },
): Promise<RunReport> {
  const random = createRandom(seed);
  const situation = situations[Math.floor(random.number(situations.length))] ?? 'restore';
  const time = new Timeline();
  const report = { violations: 0, verifications: 0, accepted: 0, fromCache: 0, revocations: 0 };
  /** When the revocation of a token has resolved. */
  const resolved = new Map<number, number>();

  const old = new Server(time, random);
  const standby = new Server(time, random);
  standby.restore(old.save());
  standby.isStandby = true;
  const failoverAt = 700 + random.number(500);
  const isSynchronous = situation === 'isolation';
  const isOver = () => time.now >= failoverAt;
  const primary = () => (situation !== 'restore' && situation !== 'replica' && isOver() ? standby : old);

  /** Sends something to the standby, which acknowledges it unless it was promoted. */
  const replicate = (apply: () => void, acknowledge: () => void) => {
    standby.at(time.now + delay(random) / 3, () => {
      if (!standby.isStandby) return;
      apply();
      old.at(time.now + delay(random) / 3, acknowledge);
    });
  };
  const revoke = (token: number) => {
    const server = primary();
    if (server.isRevoked(token)) return;
    report.revocations += 1;
    const wait = (row: Change) => {
      const rate = 0.995 + random.number(0.01);
      const sleep = (milliseconds: number) =>
        new Promise<void>((done) => time.at(time.now + milliseconds, done));
      void code.waitForLease(LEASE, { monotonic: () => time.now * rate, sleep }).then(() => {
        // A commit that was lost is no revocation.
        if (primary().has(row)) resolved.set(token, time.now);
      });
    };
    if (isSynchronous && server === old) {
      let row: Change | undefined;
      // It is visible on the primary after the acknowledgement, in the order of the log.
      const acknowledge = () => {
        if (row === undefined) return;
        if (old.nextSequence !== row.sequence) return old.at(time.now + 1, acknowledge);
        old.apply(row);
        wait(row);
      };
      const apply = () => {
        if (standby.isRevoked(token)) return;
        row = standby.createRow(token);
        standby.apply(row);
      };
      replicate(apply, acknowledge);
      return;
    }
    const row = server.createRow(token);
    server.apply(row);
    wait(row);
    if (server !== old || situation === 'restore') return;
    const follow = () => {
      if (standby.isStandby && standby.nextSequence === row.sequence) standby.apply(row);
    };
    time.at(time.now + (situation === 'replica' ? END : delay(random) * 3), follow);
  };
  const promote = () => {
    standby.isStandby = false;
    standby.timeline = 2;
    // What was resolved and is lost is no longer revoked.
    for (const token of resolved.keys()) if (!standby.isRevoked(token)) resolved.delete(token);
  };
  if (situation === 'restore') {
    let backup = old.save();
    time.at(failoverAt - random.number(400), () => {
      backup = old.save();
    });
    time.at(failoverAt, () => {
      old.restore(backup);
      for (const token of resolved.keys()) if (!old.isRevoked(token)) resolved.delete(token);
    });
  } else if (situation !== 'replica') time.at(failoverAt, promote);

  const nodes = Array.from({ length: 4 }, (_, index) => {
    const node = new Process(time, random);
    const guard = code.createTimelineGuard();
    const way = (['old', 'moves', 'both', 'both'] as const)[index];
    const movesAt = failoverAt + random.number(300);
    const findServer = (): Server | null => {
      if (situation === 'restore') return old;
      if (situation === 'lost_suffix') return time.now < failoverAt ? old : standby;
      if (situation === 'replica') return isOver() && random.chance(0.5) ? standby : old;
      if (way === 'old' || node.now < movesAt) return old;
      return way === 'moves' || random.chance(0.5) ? standby : old;
    };
    /** A round trip. The query sees what is visible when it arrives, unless the server died before. */
    const roundTrip = <T>(query: (server: Server) => T, isCommit: boolean): Promise<T | undefined> =>
      new Promise((resolve, reject) => {
        const server = findServer();
        if (server === null) return reject(new Error('down'));
        const arrive = () => {
          if (situation === 'lost_suffix' && server === old && isOver()) {
            return node.at(time.now + delay(random), () => reject(new Error('down')));
          }
          if (server.isStandby && rules.rejectsStandby) {
            return node.at(time.now + delay(random), () => resolve(undefined));
          }
          const { timeline } = server;
          const value = query(server);
          const respond = () => {
            const lost = random.chance(0.02);
            node.at(time.now + delay(random), () => {
              if (lost) reject(new Error('lost'));
              else resolve(guard.accepts(timeline) ? value : undefined);
            });
          };
          const waits = isCommit && rules.isFenced && isSynchronous && server === old;
          if (waits) replicate(() => undefined, respond);
          else respond();
        };
        server.at(node.now + delay(random), arrive);
      });
    const send = async <T>(query: (server: Server) => T, isCommit = false): Promise<T> => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const value = await roundTrip(query, isCommit);
        if (value !== undefined) return value;
      }
      throw new Error('not the newest primary');
    };
    const verify = createCountedVerifier(code, { texts, resolved, report }, node, {
      lookup: (token) => send((server) => server.lookup(token)),
      changes: (from) => send((server) => server.changes(from), true),
    });
    return { node, verify };
  });

  for (let call = 0; call < CALLS; call += 1) {
    const { node, verify } = nodes[call % nodes.length] ?? { node: undefined, verify: () => undefined };
    const token = Math.floor(random.number(TOKENS));
    // Many of them around the failover, when it matters.
    const at = random.chance(0.5) ? random.number(END) : failoverAt - 100 + random.number(700);
    node?.at(at, () => verify(token));
  }
  for (let token = 0; token < TOKENS; token += 1) {
    for (let count = 0; count < 2; count += 1) {
      time.at(300 + random.number(1400), () => revoke(token));
    }
  }
  for (let stop = 0; stop < 2; stop += 1) {
    time.at(failoverAt - 150 + random.number(250), () => old.stop(random.number(300)));
  }
  await time.run();
  return report;
}
