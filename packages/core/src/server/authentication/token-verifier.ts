import type { ParseReason, VerifyReason } from '../../errors/reasons.ts';
import type { Principal } from '../../principal/principal.ts';
import type { TokenFormat } from '../../token/token-format.ts';

/** The context of a request, for network policies and the throttle. */
export interface VerifyContext {
  /**
   * The client's address, as {@link resolveClientIp} returns it. The throttle counts requests without an address as
   * one address.
   */
  readonly clientIp?: string | undefined;
  /** The client's `User-Agent`: untrusted input, for events only. */
  readonly userAgent?: string | undefined;
}

/** The result of a verifier. A bad token is a value, never a throw. */
export type VerifyResult =
  | { readonly ok: true; readonly principal: Principal }
  | {
      readonly ok: false;
      readonly kind: 'invalid_token';
      /** For logs and events, never for the caller. */
      readonly reason: ParseReason | VerifyReason;
    }
  | {
      readonly ok: false;
      /** `throttled`: too many failures from this address. `unavailable`: the token could not be verified. */
      readonly kind: 'throttled' | 'unavailable';
      readonly reason: ParseReason | VerifyReason;
      /** Seconds, at least 1. */
      readonly retryAfterSeconds?: number | undefined;
    };

/**
 * Verifies tokens for a plugin. A verifier may return its result synchronously; callers may always `await`.
 */
export interface TokenVerifier {
  /**
   * The format of the tokens. Its brand is the first word of the header `Lynk-Token-Expires`.
   * @default lynk
   */
  readonly format?: TokenFormat | undefined;
  /**
   * @param token The token exactly as it was sent, unchecked.
   * @param context The context of the request.
   * @returns The result, or a promise of it. A throw is a bug, not a rejected token.
   */
  verify(token: string, context?: VerifyContext): VerifyResult | Promise<VerifyResult>;
}
