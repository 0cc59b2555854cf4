import { createTransport, type TransportOptions, transportOptionNames } from '@lynk-auth/core/client';
import { assertOption, assertOptions } from '@lynk-auth/core/internal';
import { authorizeFetch } from './authorize-fetch.ts';
import { type Fetch, globalFetch } from './fetch.ts';

/**
 * Makes a `fetch` that sends the token, for any library that takes one: graphql-request, urql,
 * openapi-fetch. It answers as `fetch` does, whatever the status; it rejects with an error of the family.
 *
 * - Only addresses of the endpoint's origin are called; no other gets anything.
 * - Redirects, retries, time limits and a refused token are dealt with as {@link createTransport} says.
 * - The body of a `Request` is read whole before it is sent. A stream can be sent once only: nothing that
 *   holds one is sent again.
 *
 * @param fetch What sends. Default: the global one, as it is when something is sent.
 * @param options The token, the endpoint, the limits.
 * @returns The `fetch`.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
 * @throws {LynkTokenError} when the token is a text that is none.
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
export function withLynkAuth(fetch: Fetch | undefined, options: TransportOptions): Fetch {
  const caller = 'withLynkAuth';
  assertOptions(caller, options, transportOptionNames);
  assertOption(caller, fetch === undefined || typeof fetch === 'function', 'fetch must be a function');
  return authorizeFetch(fetch ?? globalFetch, createTransport(caller, options));
}
