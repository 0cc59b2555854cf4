/// <reference types="node" />

import { createPrincipal, generateToken } from '@lynk-auth/core';
import type { Change, LookupResult } from '@lynk-auth/verifier';
import { createCountedVerifier, LEASE, type RunReport } from './create-counted-verifier.ts';
import type { PatchedCode } from './load-patched.ts';
import { delay, END, Process } from './process.ts';
import { createRandom } from './random.ts';
import { Timeline } from './timeline.ts';

const PROCESSES = 2;
const TOKENS = 2;
const CALLS = 80;

const texts = Array.from({ length: TOKENS }, () =>
  generateToken({ kind: 'service', environment: 'live' }).reveal(),
);

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

/** Runs the verifier's code in a simulation whose events a seed determines. */
export async function runModel(code: PatchedCode, seed: number): Promise<RunReport> {
  const random = createRandom(seed);
  const timeline = new Timeline();
  const database = new Database();
  const resolved = new Map<number, number>();
  const report = { violations: 0, verifications: 0, accepted: 0, fromCache: 0, revocations: 0 };

  const nodes = Array.from({ length: PROCESSES }, () => {
    const node = new Process(timeline, random);
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
    const verify = createCountedVerifier(code, { texts, resolved, report }, node, {
      lookup: (token) => send(() => database.lookup(token)),
      changes: (from) => send(() => database.changes(from)),
    });
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
      void code.waitForLease(LEASE, timer).then(() => resolved.set(token, timeline.now));
    });
  }
  await timeline.run();
  return report;
}
