// lease/: the proof that the cache is up to date.

import { isPromise } from '@lynk-auth/core/internal';
import type { Change } from '../source/change-log.ts';
import type { Freshness } from '../source/source.ts';
import { SourceBugError } from '../source/source-bug-error.ts';
import { type ClockReading, canJoin, isWithin } from './clock-reading.ts';
import { createSilenceWatch } from './create-silence-watch.ts';

/*
 * The lease lets a verifier cache results without a revocation window. It takes eight rules:
 *
 * 1. A cache entry is valid only under a lease: proof, less than `leaseMs` old, that this process has read
 *    the change log (`checkProof` below, called by cache/cache.ts).
 * 2. The proof's age counts from before that read was sent, on a monotonic clock. A wall clock that steps
 *    back voids it (`applyPage` below, `isWithin` in clock-reading.ts).
 * 3. A read of the log that brings changes drops the entries that they name, and detaches every source read
 *    in flight: a detached read fills nothing (cache/cache.ts, cache/source-reads.ts).
 * 4. A verification joins another's source read only if that read was sent less than a lease ago
 *    (cache/source-reads.ts).
 * 5. Changes also detach a source read that a newer one for the same token has superseded
 *    (cache/source-reads.ts).
 * 6. `revoke()` resolves one lease, and a margin for clocks of unequal rate, after its commit. By then every
 *    older proof has expired (`waitForLease` in @lynk-auth/authority).
 * 7. A token that is not cached is looked up only under a lease: the database of the lookup may be as outdated
 *    as its log (`lookUp` in create-verifier.ts).
 * 8. A read of the log counts only if it holds the newest row that is known, under the same mark. Otherwise it
 *    is another log, after a restore or a failover, and the cache is emptied (`findNews` below).
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
   * @returns `null` once there is proof; otherwise why the log could not be read. Synchronous if the log is, or if it has
   *   stopped responding: a read is then sent, but not waited for.
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

/** How often the log is read for a verification if it was replaced meanwhile. */
const MAX_ATTEMPTS = 3;

const NEVER: ClockReading = { monotonic: Number.NEGATIVE_INFINITY, wall: Number.NEGATIVE_INFINITY };

/** Creates a lease on a change log. */
export function createLease(
  { changes, leaseMs }: Pick<Extract<Freshness, { kind: 'log' }>, 'changes' | 'leaseMs'>,
  listener: LeaseListener,
): Lease {
  let proof = NEVER;
  /** The newest row that is known; `null` before the first read. */
  let known: Change | null = null;
  /** A page that was requested before a reset says nothing about what is known after it. */
  let resetCount = 0;
  let latestRead: LogRead | undefined;
  /** Whether the source returned the latest page without a promise. */
  let isSynchronous = false;
  const silence = createSilenceWatch(leaseMs);

  const applyPage = (page: readonly Change[], sent: ClockReading, resetCountWhenSent: number): void => {
    const newest = readNewest(page);
    if (resetCountWhenSent !== resetCount) return;
    const news = known === null ? null : findNews(page, known);
    if (news === null) {
      resetCount += 1;
      listener.onReset();
    } else if (news.length > 0) {
      // Rule 3.
      listener.onChanges(news);
    }
    known = newest;
    // Rule 2: the proof's age counts from before the read was sent.
    if (sent.monotonic >= proof.monotonic) proof = sent;
  };

  const readLog = (sent: ClockReading): ReturnType<Lease['obtainProof']> => {
    const resetCountWhenSent = resetCount;
    const settle = (page: readonly Change[]) => {
      try {
        applyPage(page, sent, resetCountWhenSent);
        silence.onSuccess();
        return null;
      } catch (error) {
        return fail(error);
      }
    };
    const fail = (error: unknown): LogReadFailure => {
      silence.onFailure();
      return { error };
    };
    silence.onSent(sent.monotonic);
    try {
      const page = changes(known?.sequence ?? Number.MAX_SAFE_INTEGER);
      isSynchronous = !isPromise(page);
      if (!isPromise(page)) return settle(page);
      const outcome = Promise.resolve(page).then(settle, fail);
      const read = { sent, outcome };
      latestRead = read;
      outcome.finally(() => {
        if (latestRead === read) latestRead = undefined;
      });
      return outcome;
    } catch (error) {
      return fail(error);
    }
  };

  /** A page that was ignored gives no proof, and a reset may have left an older one. */
  const isProven = (began: ClockReading) =>
    proof.monotonic >= began.monotonic || isWithin(proof, began.monotonic, began.wall, leaseMs);
  const obtainProof = (began: ClockReading, attempt: number): ReturnType<Lease['obtainProof']> => {
    const joined = latestRead;
    const canShare = joined !== undefined && canJoin(joined.sent, began, leaseMs);
    const outcome = canShare ? joined.outcome : readLog(began);
    const check = (failure: LogReadFailure | null): ReturnType<Lease['obtainProof']> => {
      if (failure !== null || isProven(began)) return failure;
      if (attempt < MAX_ATTEMPTS) return obtainProof(began, attempt + 1);
      return { error: new Error('The change log was replaced while it was read.') };
    };
    if (!isPromise(outcome)) return check(outcome);
    return silence.isSilent(began.monotonic) ? { error: new SilentLogError() } : outcome.then(check);
  };

  /** With a lease of 0, a synchronous read that brings the known row itself is proof for this verification. */
  const isUnchanged = (): boolean => {
    if (known === null || !isSynchronous) return false;
    try {
      const page = changes(known.sequence);
      return !isPromise(page) && page.length === 1 && page[0] === known;
    } catch {
      // The read that follows reports the error.
      return false;
    }
  };

  return {
    checkProof(monotonic, wall) {
      if (leaseMs === 0 && isUnchanged()) return 'proven';
      // Rule 1.
      if (!isWithin(proof, monotonic, wall, leaseMs)) return 'unproven';
      return (monotonic - proof.monotonic) * 2 < leaseMs ? 'proven' : 'half_spent';
    },
    obtainProof: (began) => obtainProof(began, 1),
  };
}

class SilentLogError extends Error {
  override readonly name = 'SilentLogError';
  override readonly message = 'The change log does not respond.';
}

/**
 * Returns the newest row of a page.
 *
 * @throws {TypeError} if the page has an unknown shape, which is a bug in the source.
 */
function readNewest(page: readonly Change[]): Change {
  const newest = Array.isArray(page) ? page.at(-1) : undefined;
  if (newest !== undefined && isNumber(newest.sequence) && isMark(newest.mark)) return newest;
  throw new SourceBugError(
    'The source returned a page of the change log of unknown shape. Return the newest row and those before it, each with a sequence and a mark.',
  );
}

const isNumber = (sequence: unknown): boolean => Number.isSafeInteger(sequence) && Number(sequence) >= 0;

const isMark = (mark: unknown): boolean => typeof mark === 'string' && mark.length > 0;

/**
 * Returns the rows after a known one; `null` if the page does not prove that it holds them all: the known row is
 * missing or has another mark, so that it is another log, or rows are missing.
 */
function findNews(page: readonly Change[], known: Change): readonly Change[] | null {
  const index = page.findIndex(({ sequence }) => sequence === known.sequence);
  if (page[index]?.mark !== known.mark) return null;
  const news = page.slice(index + 1);
  return news.every(({ sequence }, offset) => sequence === known.sequence + offset + 1) ? news : null;
}
