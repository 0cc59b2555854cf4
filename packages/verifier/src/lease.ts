import { isPromise } from '@lynk-auth/core';
import type { Change, Changes } from './changes.ts';
import { type ClockReading, isWithin, serves } from './clock-reading.ts';
import type { Freshness } from './source.ts';

/** Whom the lease tells what the log says. */
export interface LeaseListener {
  /** These changes came to be known, at least one. */
  changed(changes: readonly Change[]): void;
  /** Anything may have changed. */
  reset(): void;
}

/** Proof that this process has read the change log. Made by {@link createLease}. */
export interface Lease {
  /** Whether a verification that begins now may go by what is kept: `half` of it is spent. */
  check(monotonic: number, wall: number): 'proven' | 'half' | 'unproven';
  /**
   * Gets proof for a verification that began at a moment, by a reading that was sent less than a
   * lease before it, or is sent now.
   *
   * @returns What kept the log from being read, `null` for nothing: there is proof. Synchronous where the
   *   log is.
   */
  prove(at: ClockReading): Failure | null | Promise<Failure | null>;
}

/** What was thrown. */
export interface Failure {
  readonly error: unknown;
}

/** One reading of the log that is under way. */
interface Reading {
  readonly sent: ClockReading;
  readonly done: Promise<Failure | null>;
}

const NEVER: ClockReading = { monotonic: Number.NEGATIVE_INFINITY, wall: Number.NEGATIVE_INFINITY };

/** Makes a lease on a change log. */
export function createLease(
  { changes, leaseMs }: Pick<Extract<Freshness, { kind: 'log' }>, 'changes' | 'leaseMs'>,
  listener: LeaseListener,
): Lease {
  let proof = NEVER;
  /** The number of the newest change that is known; `null` before the first reading. */
  let known: number | null = null;
  /** Counts resets: what was asked before one says nothing about what is known after it. */
  let era = 0;
  let latest: Reading | undefined;

  const take = (page: Changes, after: number | null, sent: ClockReading, asked: number): void => {
    assertPage(page);
    if (asked !== era) return;
    if (after === null || known === null || !isComplete(page, after)) {
      era += 1;
      known = page.newest;
      listener.reset();
    } else {
      if (page.changes.length > 0) listener.changed(page.changes);
      known = Math.max(known, page.newest);
    }
    // The proof's age counts from before the reading was sent.
    if (sent.monotonic >= proof.monotonic) proof = sent;
  };

  const read = (sent: ClockReading): ReturnType<Lease['prove']> => {
    const after = known;
    const asked = era;
    const settle = (page: Changes) => {
      try {
        take(page, after, sent, asked);
        return null;
      } catch (error) {
        return { error };
      }
    };
    try {
      const page = changes(after ?? Number.MAX_SAFE_INTEGER);
      if (!isPromise(page)) return settle(page);
      const done = Promise.resolve(page).then(settle, (error: unknown) => ({ error }));
      const reading = { sent, done };
      latest = reading;
      done.finally(() => {
        if (latest === reading) latest = undefined;
      });
      return done;
    } catch (error) {
      return { error };
    }
  };

  return {
    check(monotonic, wall) {
      if (!isWithin(proof, monotonic, wall, leaseMs)) return 'unproven';
      return (monotonic - proof.monotonic) * 2 < leaseMs ? 'proven' : 'half';
    },
    prove(at) {
      const joined = latest;
      if (joined !== undefined && serves(joined.sent, at, leaseMs)) return joined.done;
      return read(at);
    },
  };
}

/** @throws {TypeError} for what is no page: a bug in the source. */
function assertPage({ newest, changes }: Changes): void {
  if (Number.isSafeInteger(newest) && newest >= 0 && Array.isArray(changes)) return;
  throw new TypeError('The source gave a page of the change log of unknown shape.');
}

/** Whether a page has every change after a number. One that is not complete, or goes back, tells of nothing. */
function isComplete({ newest, changes }: Changes, after: number): boolean {
  return (
    newest - after === changes.length &&
    changes.every((change, index) => change?.sequence === after + index + 1)
  );
}
