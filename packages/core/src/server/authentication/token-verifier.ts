import type { ParseReason, VerifyReason } from '../../errors/reasons.ts';
import type { Principal } from '../../principal/principal.ts';

/** What a verifier may know about the request, for network policies and for the throttle. */
export interface VerifyContext {
  /** The client's address, as {@link resolveClientIp} gives it. No address: no throttle. */
  readonly clientIp?: string | undefined;
  /**
   * Whether the request carries forwarding headers although no proxy is configured. The address is
   * then that of a balancer, and so everybody's: it is not throttled.
   * @default false
   */
  readonly forwarded?: boolean | undefined;
  /** The client's `User-Agent`: untrusted text, for events only. */
  readonly userAgent?: string | undefined;
}

/** A verifier's answer. A bad token is a value, never a throw. */
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
      /** `throttled`: too many failures from this address. `unavailable`: it could not be checked. */
      readonly kind: 'throttled' | 'unavailable';
      readonly reason: ParseReason | VerifyReason;
      /** Seconds, at least 1. */
      readonly retryAfterSeconds?: number | undefined;
    };

/**
 * The port between a plugin and whatever knows the tokens. A verifier that has its answer at hand
 * gives it at once; callers may always `await`.
 */
export interface TokenVerifier {
  /**
   * @param token The token exactly as it was sent, in no way checked.
   * @param context What is known about the request.
   * @returns The answer, or a promise of it. A throw is a bug, not a refusal.
   */
  verify(token: string, context?: VerifyContext): VerifyResult | Promise<VerifyResult>;
}
