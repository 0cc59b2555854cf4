import { createTransport, type TransportOptions } from '@lynk-auth/core/client';
import { assertOption } from '@lynk-auth/core/internal';
import { authorizeFetch } from './authorize-fetch.ts';
import { type AnyFetch, type Fetch, globalFetch } from './fetch.ts';

/**
 * Creates a `fetch` that sends the token, for any library that accepts one, such as graphql-request, urql or
 * openapi-fetch. It resolves with the response, whatever its status, and rejects with a `LynkError`.
 *
 * - It sends requests to the endpoint's origin only.
 * - It handles redirects, retries, time limits and a rejected token as described for {@link createTransport}.
 * - It reads the whole body of a `Request` before it sends it. A request with a stream is never sent again.
 * - The `Request`, the headers, forms and files may belong to any implementation of `fetch`.
 *
 * @param fetch The function that sends requests, of any implementation. Defaults to the global fetch at the time of
 *   the request.
 * @param options The token, the endpoint and the limits.
 * @returns The `fetch`.
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
 * @throws {LynkTokenError} When the token is a string that is not a valid token.
 * @example
 * ```ts
 * import { fromEnv, withLynkAuth } from '@lynk-auth/fetch';
 * import { GraphQLClient } from 'graphql-request';
 *
 * declare const endpoint: string;
 *
 * const client = new GraphQLClient(endpoint, { fetch: withLynkAuth(fetch, { token: fromEnv(), endpoint }) });
 * ```
 */
export function withLynkAuth(fetch: Fetch | AnyFetch | undefined, options: TransportOptions): Fetch {
  const caller = 'withLynkAuth';
  assertOption(caller, fetch === undefined || typeof fetch === 'function', 'fetch must be a function');
  return authorizeFetch(fetch ?? globalFetch, createTransport(caller, options));
}
