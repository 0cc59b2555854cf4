import type { SecurityToken } from '../../token/security-token.ts';

/** A client's request for a token. */
export interface TokenRequest {
  /**
   * Whether the last token was rejected (401). The provider then reads a newer one.
   * @default false
   */
  readonly refresh?: boolean | undefined;
  /** Ends this caller's wait. A read that other callers share continues. */
  readonly signal?: AbortSignal | undefined;
}

/** Provides the token of a client. */
export interface TokenProvider {
  /**
   * @param request Whether the last token was rejected, and the signal that ends the wait.
   * @returns The token, or a promise of it.
   * @throws {LynkTokenError} if there is no token or the value is not a token; as a rejection if the result is a
   *   promise.
   */
  get(request?: TokenRequest): SecurityToken | Promise<SecurityToken>;
}

/** The forms in which a client accepts its token: see {@link createTokenProvider}. */
export type TokenInput =
  | string
  | SecurityToken
  | TokenProvider
  | (() => string | SecurityToken | Promise<string | SecurityToken>);
