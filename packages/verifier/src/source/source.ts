// source/: where tokens are looked up, and the validation of what a source returns.

import type { Principal, VerifyReason } from '@lynk-auth/core';
import type { VerifyContext } from '@lynk-auth/core/server';
import type { Change } from './change-log.ts';

/** Why a source rejects a token. Only the verifier counts failures. */
export type SourceReason = Exclude<VerifyReason, 'too_many_failures'>;

/** The result of a lookup. */
export type LookupResult =
  | {
      readonly ok: true;
      readonly principal: Principal;
      /**
       * When the token stops being valid, in epoch milliseconds: the earlier of the token's expiry and its
       * secret's. `null` for never. The source does not have to compare it with the clock.
       */
      readonly validUntil: number | null;
      /**
       * The networks from which the token may be used, as CIDR (`192.0.2.0/24`, `2001:db8::/32`). An empty
       * list allows no network; `null` allows all.
       * @default null
       */
      readonly networks?: readonly string[] | null | undefined;
      /**
       * Whether this result may be cached. `false` if the source has to see every use.
       * @default true
       */
      readonly cacheable?: boolean | undefined;
    }
  | {
      readonly ok: false;
      /** `source_down`: the source cannot tell at present. Every other reason rejects the token. */
      readonly reason: SourceReason;
      /** The token's id, if it is known. For events. */
      readonly tokenId?: string | undefined;
    };

/**
 * How long a result may be cached.
 *
 * - `log`: as long as the change log is read again within every lease. The verifier then knows of a
 *   change at most `leaseMs` after its commit.
 * - `bounded`: for a fixed time, whatever changes meanwhile.
 * - `fixed`: until it expires. Nothing changes while the process runs.
 */
export type Freshness =
  | {
      readonly kind: 'log';
      /** How long one read of the log is proof, in milliseconds. With 0 every verification reads it. */
      readonly leaseMs: number;
      /**
       * Reads the end of the log, oldest row first: the newest row, and all rows before it down to number `from`.
       * It may leave out the oldest of them, and never leaves out the newest. It reads from the same place as
       * `lookup`, and equally up to date. Synchronous if it can be.
       *
       * @param from The number of the newest row that the caller knows. That row under the same mark proves that
       *   the log was continued; otherwise the caller assumes that everything changed. It may be greater than
       *   every number in the log.
       */
      changes(from: number): readonly Change[] | Promise<readonly Change[]>;
    }
  | { readonly kind: 'bounded'; readonly maxStalenessSeconds: number }
  | { readonly kind: 'fixed' };

/** A secret that a verifier accepts. */
export interface TrackedSecret {
  /** 32 bytes. */
  readonly digest: Uint8Array;
  readonly principal: Principal;
  /** Whether the process lives on after a response. Otherwise start no timer: `flush` is called. */
  readonly keepsMemory: boolean;
}

/** Counts the uses of one secret. */
export interface UseCounter {
  /**
   * Counts a verification that accepted the secret. The verifier waits for it, also in front of a warm cache: it must
   * take nanoseconds, and not throw.
   *
   * @param at The time, in epoch milliseconds.
   * @param context The request.
   */
  record(at: number, context: VerifyContext | undefined): void;
}

/** A verification that rejected a token which the source knows. */
export interface TrackedRefusal {
  readonly tokenId: string;
  readonly reason: SourceReason;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly context: VerifyContext | undefined;
  /** Whether the process lives on after a response. Otherwise start no timer: `flush` is called. */
  readonly keepsMemory: boolean;
}

/** Where a verifier looks up tokens: a store, another server, a table in the configuration. */
export interface Source {
  /**
   * Looks up a token. An error that it throws, or rejects with, counts as "out of reach" and never rejects
   * the token.
   *
   * @param token The token. It has the token format's form, and its environment is one that the verifier
   *   accepts.
   * @param digests The digests under which the token may be stored: 32 bytes each, at least one.
   * @param context The request. Concurrent verifications of one token share a lookup: it is that of the first one.
   * @returns The result; synchronous if it can be, which spares every caller a promise.
   */
  lookup(
    token: string,
    digests: readonly Uint8Array[],
    context?: VerifyContext,
  ): LookupResult | Promise<LookupResult>;
  /**
   * How long results may be cached. Without it, every verification calls `lookup`.
   * @default no caching
   */
  readonly freshness?: Freshness | undefined;
  /**
   * Returns the counter of a secret, which the verifier keeps as long as it caches the secret. Called at the first
   * accepted use after a lookup, and at every one of a secret that is not cached.
   * @default uses are not counted
   */
  trackUse?(secret: TrackedSecret): UseCounter;
  /**
   * Counts a rejected use of a token that the source knows, also one that the throttle then limits. It must return
   * quickly, and not throw.
   * @default rejected uses are not counted
   */
  recordRefusal?(refusal: TrackedRefusal): void;
  /**
   * Resolves when all work that lookups left in the background is done.
   * @default there is none
   */
  flush?(): Promise<void>;
}
