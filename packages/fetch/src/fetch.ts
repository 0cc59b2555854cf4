/** What of `fetch` is used. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Looked up late: instrumentation replaces the global one after this module was loaded. */
export const globalFetch: Fetch = (input, init) => globalThis.fetch(input, init);
