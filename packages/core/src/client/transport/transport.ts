import type { SecurityToken } from '../../token/security-token.ts';
import type { TokenFormat } from '../../token/token-format.ts';
import type { ResponseHeaders } from '../response/read-header.ts';

/** What a transport needs to know about a request. */
export interface TransportCall {
  /** The HTTP method, for the messages of errors. */
  readonly method?: string | undefined;
  /** The URL; relative to the endpoint. */
  readonly url: string | URL;
  /** Returns whether the request only reads. Called only if it matters. */
  isQuery(): boolean;
  /** Whether the body can be sent again. */
  readonly canReplay: boolean;
  /** Aborts the call. */
  readonly signal?: AbortSignal | null | undefined;
  /** The time limit of one attempt, in milliseconds. `0` or absent: the transport's. */
  readonly timeoutMs?: number | undefined;
}

/** One attempt to send a request. */
export interface TransportAttempt {
  /** Where to send the request, instead of the URL of the call. */
  readonly url: string;
  /** The value of `Authorization`. Send it, and use it for nothing else. */
  readonly authorization: string;
  /** The token in `authorization`. */
  readonly token: SecurityToken;
  /** Aborted if the attempt ends before it has a response. */
  readonly signal: AbortSignal;
  /** The time limit in milliseconds: that of one attempt, or of the whole call if it ends earlier. */
  readonly timeoutMs: number;
  /** Returns how much of the limit is left, in milliseconds. */
  timeLeftMs(): number;
}

/** A response, of any implementation. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Discards a response that will not be read. */
  discard?(): void;
}

/** Sends requests with a token. Created by {@link createTransport}. */
export interface Transport {
  /** The URL of the API. */
  readonly endpoint: string;
  /** The size limit of a response body, in bytes. */
  readonly maxResponseBytes: number;
  /** The token format. */
  readonly format: TokenFormat;
  /**
   * @param call The request.
   * @param attempt Sends it once, without following redirects, and returns the response of any status. What it throws
   *   is converted to a network error, unless it is an error of lynk-auth.
   * @returns The final response, of any status except a redirect.
   * @throws {LynkError} as a rejection.
   */
  send<A extends TransportResponse>(
    call: TransportCall,
    attempt: (attempt: TransportAttempt) => Promise<A>,
  ): Promise<A>;
}
