/// <reference types="node" />

import { createPrincipal, generateToken } from '@lynk-auth/core';
import type { VerifyResult } from '@lynk-auth/core/server';
import type { Change, LookupResult } from '@lynk-auth/verifier';
import type { PatchedCode } from './load-patched.ts';
import { createRandom, type Random } from './random.ts';

const LEASE = 100;
const END = 2500;
const PROCESSES = 2;
const TOKENS = 2;
const CALLS = 80;
/** More microtasks than the longest chain of promises in a verification. */
const MICROTASKS = 24;

const texts = Array.from({ length: TOKENS }, () =>
  generateToken({ kind: 'service', environment: 'live' }).reveal(),
);

/** The counts of one run. */
export interface RunReport {
  /** Tokens accepted by verifications that began after the revocation had resolved. */
  readonly violations: number;
  readonly verifications: number;
  readonly accepted: number;
  /** Accepted without a source read of its own. */
  readonly fromCache: number;
  readonly revocations: number;
}

/** The true time, and the events that are scheduled on it. */
class Timeline {
  now = 0;
  private readonly queue: { at: number; order: number; act: () => void }[] = [];
  private order = 0;

  at(time: number, act: () => void): void {
    this.order += 1;
    this.queue.push({ at: time, order: this.order, act });
  }

  /** Runs all events in order. Between two events all promises settle. */
  async run(): Promise<void> {
    while (this.queue.length > 0) {
      let first = 0;
      for (let index = 1; index < this.queue.length; index += 1) {
        const [a, b] = [this.queue[index], this.queue[first]];
        if (a && b && (a.at < b.at || (a.at === b.at && a.order < b.order))) first = index;
      }
      const [event] = this.queue.splice(first, 1);
      if (event === undefined) return;
      this.now = event.at;
      event.act();
      for (let count = 0; count < MICROTASKS; count += 1) await null;
    }
  }
}

/** A database: the revoked tokens, and the change log. */
class Database {
  readonly revoked = new Set<number>();
  readonly log: string[] = [];

  lookup(token: number): LookupResult {
    if (this.revoked.has(token)) return { ok: false, reason: 'revoked' };
    const id = `t${token}`;
    const base = {
      kind: 'service',
      tokenId: id,
      organizationId: 'o',
      permissions: [],
      expiresAt: null,
    } as const;
    return { ok: true, principal: createPrincipal(base), validUntil: null };
  }

  changes(from: number): readonly Change[] {
    const rows = [null, ...this.log].map((tokenId, sequence) => ({
      sequence,
      mark: `mark of row ${sequence}`,
      organizationId: 'o',
      tokenId,
      userId: null,
      roleId: null,
    }));
    return rows.slice(Math.min(from, this.log.length));
  }

  revoke(token: number): void {
    if (this.revoked.has(token)) return;
    this.revoked.add(token);
    this.log.push(`t${token}`);
  }
}

/** Mostly short; now and then so long that leases expire meanwhile. */
const delay = (random: Random): number => (random.chance(0.3) ? random.number(450) : 0.2 + random.number(12));

/**
 * A process with clocks of its own, which can be stopped at any time. Its machine sleeps now and then, or has
 * its wall clock set: one of the two clocks is right. If both were wrong, no process could notice.
 */
class Process {
  /** The true time until which it is stopped. */
  private busyUntil = 0;
  /** How far its monotonic clock is behind: it does not run while the machine sleeps. */
  private slept = 0;
  private wallOffset: number;
  private readonly rate: number;
  private readonly sleeps: boolean;

  constructor(
    private readonly timeline: Timeline,
    private readonly random: Random,
  ) {
    this.rate = 0.995 + random.number(0.01);
    this.sleeps = random.chance(0.5);
    this.wallOffset = random.number(1e6);
    for (let stop = 0; stop < 3; stop += 1) {
      timeline.at(random.number(END), () => this.stop());
    }
    if (this.sleeps) return;
    timeline.at(random.number(END), () => {
      this.wallOffset += random.number(600) - 300;
    });
  }

  /** The true time at which this process can act next. */
  get now(): number {
    return Math.max(this.timeline.now, this.busyUntil);
  }

  stop(): void {
    const length = this.random.number(500);
    if (this.sleeps && this.random.chance(0.8)) this.slept += length;
    this.busyUntil = this.now + length;
  }

  /** Runs an action at a time, or, if the process is stopped then, when it continues. */
  at(time: number, act: () => void): void {
    this.timeline.at(Math.max(time, this.busyUntil), () => {
      if (this.busyUntil > this.timeline.now) this.at(this.busyUntil, act);
      else act();
    });
  }

  readonly clock = {
    monotonic: () => {
      const value = (this.now - this.slept) * this.rate;
      // The process may stop right after it has read the clock.
      if (this.random.chance(0.02)) this.stop();
      return value;
    },
    wall: () => this.now + this.wallOffset,
  };
  /** Reads this process's clocks for the patch of rule 2. */
  readonly readClock = () => ({
    monotonic: (this.now - this.slept) * this.rate,
    wall: this.now + this.wallOffset,
  });
}

/** Runs the verifier's code in a simulation whose events a seed determines. */
export async function runModel(
  { createVerifier, waitForLease }: PatchedCode,
  seed: number,
): Promise<RunReport> {
  const random = createRandom(seed);
  const timeline = new Timeline();
  const database = new Database();
  const resolved = new Map<number, number>();
  const report = { violations: 0, verifications: 0, accepted: 0, fromCache: 0, revocations: 0 };

  const nodes = Array.from({ length: PROCESSES }, () => {
    const node = new Process(timeline, random);
    let reads = 0;
    /** A round trip to the database: the query sees what is committed when it arrives there. */
    const send = <T>(query: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        timeline.at(node.now + delay(random), () => {
          const result = query();
          const lost = random.chance(0.02);
          node.at(timeline.now + delay(random), () => {
            (globalThis as { readModelClock?: unknown }).readModelClock = node.readClock;
            if (lost) reject(new Error('lost'));
            else resolve(result);
          });
        });
      });
    const verifier = createVerifier({
      source: {
        lookup(text) {
          reads += 1;
          return send(() => database.lookup(texts.indexOf(text)));
        },
        freshness: { kind: 'log', leaseMs: LEASE, changes: (from) => send(() => database.changes(from)) },
      },
      clock: node.clock,
      cache: { maxEntries: 10 },
      throttle: false,
      observe: null,
    });
    const verify = (token: number) => {
      const began = node.now;
      const before = reads;
      report.verifications += 1;
      const settle = (result: VerifyResult) => {
        if (!result.ok) return;
        report.accepted += 1;
        if (reads === before) report.fromCache += 1;
        if (began >= (resolved.get(token) ?? Number.POSITIVE_INFINITY)) report.violations += 1;
      };
      const result = verifier.verify(texts[token] ?? '');
      if (result instanceof Promise) void result.then(settle);
      else settle(result);
    };
    return { node, verify };
  });

  for (let call = 0; call < CALLS; call += 1) {
    const { node, verify } = nodes[call % PROCESSES] ?? { node: undefined, verify: () => undefined };
    const token = Math.floor(random.number(TOKENS));
    node?.at(random.number(END), () => verify(token));
  }
  for (let token = 0; token < TOKENS; token += 1) {
    timeline.at(300 + random.number(END - 1200), () => {
      database.revoke(token);
      report.revocations += 1;
      const rate = 0.995 + random.number(0.01);
      const timer = {
        monotonic: () => timeline.now * rate,
        // May be early, like real timers.
        sleep: (milliseconds: number) =>
          new Promise<void>((done) =>
            timeline.at(timeline.now + milliseconds * (0.9 + random.number(0.2)), done),
          ),
      };
      void waitForLease(LEASE, timer).then(() => resolved.set(token, timeline.now));
    });
  }
  await timeline.run();
  return report;
}
