import type { SecurityToken } from '../../token/security-token.ts';

/** What a client tells a provider. */
export interface TokenRequest {
  /**
   * Whether the token that was given last was refused (401): then the provider looks for a newer one.
   * @default false
   */
  readonly refresh?: boolean | undefined;
  /** Ends this caller's wait; a read that others wait for goes on. */
  readonly signal?: AbortSignal | undefined;
}

/** Where a client's token comes from. */
export interface TokenProvider {
  /**
   * @param request Whether the last token was refused, and what ends the wait.
   * @returns The token, or a promise of it.
   * @throws {LynkTokenError} where there is none, or what is there is none; rejects with it where the
   *   answer is a promise.
   */
  get(request?: TokenRequest): SecurityToken | Promise<SecurityToken>;
}

/** All that a client takes for a token: see {@link createTokenProvider}. */
export type TokenInput =
  | string
  | SecurityToken
  | TokenProvider
  | (() => string | SecurityToken | Promise<string | SecurityToken>);
