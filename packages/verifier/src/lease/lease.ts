// lease/: the proof that the cache is up to date.

import { isPromise } from '@lynk-auth/core/internal';
import type { Change, Changes } from '../source/change-log.ts';
import type { Freshness } from '../source/source.ts';
import { SourceBugError } from '../source/source-bug-error.ts';
import { type ClockReading, canJoin, isWithin } from './clock-reading.ts';

/*
 * The lease lets a verifier cache results without a revocation window. It takes six rules:
 *
 * 1. A cache entry is valid only under a lease: proof, less than `leaseMs` old, that this process has read
 *    the change log (`checkProof` below, called by cache/cache.ts).
 * 2. The proof's age counts from before that read was sent, on a monotonic clock. A wall clock that steps
 *    back voids it (`applyPage` below, `isWithin` in clock-reading.ts).
 * 3. A read of the log that brings changes drops the entries that they name, and detaches every source read
 *    in flight: a detached read fills nothing (cache/cache.ts, cache/source-reads.ts).
 * 4. A verification joins another's source read only if that read was sent less than a lease ago
 *    (cache/source-reads.ts).
 * 5. A source read that was superseded by a newer one for the same token is detached too
 *    (cache/source-reads.ts).
 * 6. `revoke()` resolves one lease, and a margin for clocks of unequal rate, after its commit. By then every
 *    older proof has expired (`waitForLease` in @lynk-auth/authority).
 *
 * Together: once `revoke()` has resolved, no verification that begins afterwards succeeds, in any process.
 * The model test of @lynk-auth/authority removes each rule in turn and shows that it is needed.
 */

/** Receives what the lease reads from the change log. */
export interface LeaseListener {
  /** Called with new changes, at least one. */
  onChanges(changes: readonly Change[]): void;
  /** Called if anything may have changed. */
  onReset(): void;
}

/** The state of a proof. `half_spent`: still valid, and due for renewal. */
export type ProofState = 'proven' | 'half_spent' | 'unproven';

/** Proof that this process has read the change log. Created by {@link createLease}. */
export interface Lease {
  /** Returns whether a verification that begins now may use the cache. */
  checkProof(monotonic: number, wall: number): ProofState;
  /**
   * Obtains proof for a verification: joins a read of the log that was sent less than a lease before the
   * verification began, or sends one now.
   *
   * @param began When the verification began.
   * @returns `null` once there is proof; otherwise why the log could not be read. Synchronous if the log is.
   */
  obtainProof(began: ClockReading): LogReadFailure | null | Promise<LogReadFailure | null>;
}

/** What the source threw when its change log was read. */
export interface LogReadFailure {
  readonly error: unknown;
}

/** A read of the log that is in flight. */
interface LogRead {
  readonly sent: ClockReading;
  readonly outcome: Promise<LogReadFailure | null>;
}

const NEVER: ClockReading = { monotonic: Number.NEGATIVE_INFINITY, wall: Number.NEGATIVE_INFINITY };

/** Creates a lease on a change log. */
export function createLease(
  { changes, leaseMs }: Pick<Extract<Freshness, { kind: 'log' }>, 'changes' | 'leaseMs'>,
  listener: LeaseListener,
): Lease {
  let proof = NEVER;
  /** The number of the newest change that is known; `null` before the first read. */
  let newestKnown: number | null = null;
  /** A page that was requested before a reset says nothing about what is known after it. */
  let resetCount = 0;
  let latestRead: LogRead | undefined;

  const applyPage = (
    page: Changes,
    after: number | null,
    sent: ClockReading,
    resetCountWhenSent: number,
  ): void => {
    assertPage(page);
    if (resetCountWhenSent !== resetCount) return;
    if (after === null || newestKnown === null || !isComplete(page, after)) {
      resetCount += 1;
      newestKnown = page.newest;
      listener.onReset();
    } else {
      // Rule 3.
      if (page.changes.length > 0) listener.onChanges(page.changes);
      newestKnown = Math.max(newestKnown, page.newest);
    }
    // Rule 2: the proof's age counts from before the read was sent.
    if (sent.monotonic >= proof.monotonic) proof = sent;
  };

  const readLog = (sent: ClockReading): ReturnType<Lease['obtainProof']> => {
    const after = newestKnown;
    const resetCountWhenSent = resetCount;
    const settle = (page: Changes) => {
      try {
        applyPage(page, after, sent, resetCountWhenSent);
        return null;
      } catch (error) {
        return { error };
      }
    };
    try {
      const page = changes(after ?? Number.MAX_SAFE_INTEGER);
      if (!isPromise(page)) return settle(page);
      const outcome = Promise.resolve(page).then(settle, (error: unknown) => ({ error }));
      const read = { sent, outcome };
      latestRead = read;
      outcome.finally(() => {
        if (latestRead === read) latestRead = undefined;
      });
      return outcome;
    } catch (error) {
      return { error };
    }
  };

  return {
    checkProof(monotonic, wall) {
      // Rule 1.
      if (!isWithin(proof, monotonic, wall, leaseMs)) return 'unproven';
      return (monotonic - proof.monotonic) * 2 < leaseMs ? 'proven' : 'half_spent';
    },
    obtainProof(began) {
      const joined = latestRead;
      if (joined !== undefined && canJoin(joined.sent, began, leaseMs)) return joined.outcome;
      return readLog(began);
    },
  };
}

/** @throws {TypeError} if the page has an unknown shape, which is a bug in the source. */
function assertPage({ newest, changes }: Changes): void {
  if (Number.isSafeInteger(newest) && newest >= 0 && Array.isArray(changes)) return;
  throw new SourceBugError('The source returned a page of the change log of unknown shape.');
}

/** Returns whether a page holds every change with a number above `after`, without a gap. */
function isComplete({ newest, changes }: Changes, after: number): boolean {
  return (
    newest - after === changes.length &&
    changes.every((change, index) => change?.sequence === after + index + 1)
  );
}
