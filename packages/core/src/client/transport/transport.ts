import type { SecurityToken } from '../../token/security-token.ts';
import type { ResponseHeaders } from '../response/read-header.ts';

/** A request, as far as a transport has to know it. */
export interface TransportCall {
  /** Where it goes; relative to the endpoint. */
  readonly url: string | URL;
  /** Whether it only reads. Asked only where it matters. */
  isQuery(): boolean;
  /** Whether its body can be sent a second time. */
  readonly canReplay: boolean;
  /** Ends the call. */
  readonly signal?: AbortSignal | null | undefined;
  /** Of one try, in milliseconds, in the place of the transport's; 0 counts as none. */
  readonly timeoutMs?: number | undefined;
}

/** One try. */
export interface TransportAttempt {
  /** Where to send it, in the place of the address in the call. */
  readonly url: string;
  /** The value of `Authorization`: to be put on the wire, and nowhere else. */
  readonly authorization: string;
  /** Which token that is. */
  readonly token: SecurityToken;
  /** Aborted where the try ends before its answer is there. */
  readonly signal: AbortSignal;
  /** The limit that ends it, in milliseconds: of one try, or of the whole call where that is nearer. */
  readonly timeoutMs: number;
  /** How much of that is left, in milliseconds. */
  timeLeftMs(): number;
}

/** An answer, of whatever make. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Lets go of an answer that nobody will read. */
  discard?(): void;
}

/** Sends requests with a token, by the rules of doing so: see {@link createTransport}. */
export interface Transport {
  /** The URL of the API. */
  readonly endpoint: string;
  /** The most that an answer may hold. */
  readonly maxResponseBytes: number;
  /**
   * @param call What is sent.
   * @param attempt Sends it once, following no redirect, and gives the answer, whatever its status. What
   *   it throws is taken for a network error, unless it is an error of the family.
   * @returns The answer that stands, whatever its status; no redirect.
   * @throws {LynkError} as a rejection.
   */
  send<A extends TransportResponse>(
    call: TransportCall,
    attempt: (attempt: TransportAttempt) => Promise<A>,
  ): Promise<A>;
}
