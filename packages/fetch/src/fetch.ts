/** The part of `fetch` that is used. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Resolved per call: instrumentation may replace the global fetch after this module was loaded. */
export const globalFetch: Fetch = (input, init) => globalThis.fetch(input, init);
