import type { Principal, VerifyReason } from '@lynk-auth/core';
import type { Changes } from './changes.ts';

/** Why a source refuses. Failures are counted by the verifier alone. */
export type SourceReason = Exclude<VerifyReason, 'too_many_failures'>;

/** What a source knows of a token. */
export type LookupResult =
  | {
      readonly ok: true;
      readonly principal: Principal;
      /**
       * From when on the token is refused, in epoch milliseconds: the earlier of the token's expiry
       * and its secret's. `null` for never. The source need not compare it with the clock.
       */
      readonly validUntil: number | null;
      /**
       * The networks from which the token may be used, as CIDR (`192.0.2.0/24`, `2001:db8::/32`); an
       * empty list is none. `null` for everywhere.
       * @default null
       */
      readonly networks?: readonly string[] | null | undefined;
      /**
       * Whether this answer may be kept. `false` where the source has to hear of every use.
       * @default true
       */
      readonly cacheable?: boolean | undefined;
    }
  | {
      readonly ok: false;
      /** `source_down`: it cannot tell at the moment. All others refuse the token. */
      readonly reason: SourceReason;
      /** Which token it is, where that is known, for events. */
      readonly tokenId?: string | undefined;
    };

/**
 * For how long an answer may be kept in cache.
 *
 * - `log`: as long as the change log is read anew within every lease. The verifier then knows of a
 *   change at most `leaseMs` after it was committed.
 * - `bounded`: for so long, whatever happens meanwhile.
 * - `fixed`: until it expires: nothing changes as long as the process runs.
 */
export type Freshness =
  | {
      readonly kind: 'log';
      /** How long one reading of the log is proof, in milliseconds; 0: never, each answer needs its own. */
      readonly leaseMs: number;
      /**
       * Reads the changes with a number above `after`, from the same place and as up to date as
       * `lookup`. Synchronous if it can be.
       */
      changes(after: number): Changes | Promise<Changes>;
    }
  | { readonly kind: 'bounded'; readonly maxStalenessSeconds: number }
  | { readonly kind: 'fixed' };

/** Where a verifier looks tokens up: a store, another server, a table in the configuration. */
export interface Source {
  /**
   * Finds a token. What is thrown, or rejected, counts as "out of reach", never as a refusal.
   *
   * @param token The token's text: it has the format's form, and is of an environment that is served.
   * @param digests Its stored digests: 32 bytes each, at least one.
   * @returns The answer; synchronous if it can be, for then no promise is made on the way.
   */
  lookup(token: string, digests: readonly Uint8Array[]): LookupResult | Promise<LookupResult>;
  /**
   * For how long its answers hold. A source that does not say is asked for every token anew.
   * @default nothing is kept
   */
  readonly freshness?: Freshness | undefined;
  /**
   * Resolves when everything is done that goes on behind answers which were given.
   * @default nothing goes on
   */
  flush?(): Promise<void>;
}
