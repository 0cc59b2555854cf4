import type { Principal, VerifyReason } from '@lynk-auth/core';

/** Why a source refuses. Failures are counted by the verifier alone. */
export type SourceReason = Exclude<VerifyReason, 'too_many_failures'>;

/** What a source knows of a token. */
export type SourceAnswer =
  | {
      readonly ok: true;
      readonly principal: Principal;
      /**
       * From when on the token is refused, in epoch milliseconds: the earlier of the token's expiry
       * and its secret's. `null` for never. The source need not compare it with the clock.
       */
      readonly validUntil: number | null;
    }
  | {
      readonly ok: false;
      /** `source_down`: it cannot tell at the moment. All others refuse the token. */
      readonly reason: SourceReason;
      /** Which token it is, where that is known, for events. */
      readonly tokenId?: string | undefined;
    };

/** Where a verifier looks tokens up: a store, another server, a table in the configuration. */
export interface Source {
  /**
   * Finds a token. What is thrown, or rejected, counts as "out of reach", never as a refusal.
   *
   * @param token The token's text: it has the scheme's form, and is of an environment that is served.
   * @param digests Its stored digests: 32 bytes each, at least one.
   * @returns The answer; synchronous if it can be, for then no promise is made on the way.
   */
  lookup(token: string, digests: readonly Uint8Array[]): SourceAnswer | Promise<SourceAnswer>;
}
