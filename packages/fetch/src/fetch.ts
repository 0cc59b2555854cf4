/** The part of the standard `fetch` that is used. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A `fetch` of any implementation, such as that of undici, `@whatwg-node/fetch` or `node-fetch`. */
export type AnyFetch = (url: string, init: never) => Promise<AnyResponse>;

/** The part of a response that is used. */
export interface AnyResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: { get(name: string): string | null };
  /** A web stream, or a Node.js stream. */
  readonly body: unknown;
  readonly url: string;
  readonly redirected: boolean;
  readonly type?: string;
}

/** Resolved per call: instrumentation may replace the global fetch after this module was loaded. */
export const globalFetch: Fetch = (input, init) => globalThis.fetch(input, init);
