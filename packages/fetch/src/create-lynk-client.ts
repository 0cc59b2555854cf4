import { createRedactor, lynk } from '@lynk-auth/core';
import {
  createTransport,
  documentText,
  type TransportOptions,
  type TypedDocument,
  transportOptionNames,
} from '@lynk-auth/core/client';
import { assertOption, assertOptions } from '@lynk-auth/core/internal';
import type { $Fetch } from 'ofetch';
import { type CallOptions, createAsk } from './ask.ts';
import { authorizeFetch } from './authorize-fetch.ts';
import { createRaw } from './create-raw.ts';
import { type Fetch, globalFetch } from './fetch.ts';
import { type Check, checkQuery, readCheck } from './read-check.ts';
import { toForm } from './to-form.ts';

/** What {@link createLynkClient} is given. */
export interface ClientOptions extends TransportOptions {
  /** @default the global one, as it is when something is sent */
  readonly fetch?: Fetch | undefined;
}

/** Calls the API with a token: see {@link createLynkClient}. */
export interface LynkClient {
  /**
   * Sends a GraphQL operation.
   *
   * @param document A text, or a parsed document, typed or not.
   * @param variables Its variables.
   * @param options What ends it, and which operation is meant.
   * @returns The data. Only that it is an object was checked.
   * @throws {LynkError} as a rejection: also for a 200 with errors.
   */
  query<Data = Record<string, unknown>, Variables = Record<string, unknown>>(
    document: string | TypedDocument<Data, Variables>,
    variables?: Variables,
    options?: CallOptions,
  ): Promise<Data>;
  /**
   * Sends a GraphQL operation with files, by the GraphQL multipart request specification.
   *
   * @param document A text, or a parsed document, typed or not.
   * @param variables Its variables, with a `File` or a `Blob` in them somewhere.
   * @param options What ends it, and which operation is meant.
   * @returns The data.
   * @throws {LynkError} as a rejection.
   */
  upload<Data = Record<string, unknown>, Variables = Record<string, unknown>>(
    document: string | TypedDocument<Data, Variables>,
    variables: Variables,
    options?: CallOptions,
  ): Promise<Data>;
  /**
   * Asks the API whether the token works.
   *
   * @param options What ends it.
   * @returns Whose the token is, and what is known of it.
   * @throws {LynkUnauthorizedError} as a rejection, where it does not work; others of the family.
   */
  check(options?: CallOptions): Promise<Check>;
  /** ofetch, with the token, for other paths of the endpoint's origin: `client.raw('/healthz')`. */
  readonly raw: $Fetch;
}

/**
 * Makes a client of an API with security tokens. The token goes to the endpoint's origin and nowhere else,
 * and no error, log line or inspected object holds it.
 *
 * @param options The token, the endpoint, the limits.
 * @returns The client, frozen.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
 * @throws {LynkTokenError} when the token is a text that is none.
 * @example
 * ```ts
 * import { createLynkClient, fromEnv } from '@lynk-auth/fetch';
 *
 * const client = createLynkClient({ token: fromEnv() });
 * const { organization } = await client.query<{ organization: { name: string } }>('{ organization { name } }');
 * ```
 */
export function createLynkClient(options: ClientOptions): LynkClient {
  const caller = 'createLynkClient';
  assertOptions(caller, options, [...transportOptionNames, 'fetch']);
  const { fetch = globalFetch, format = lynk } = options;
  assertOption(caller, typeof fetch === 'function', 'fetch must be a function');
  const transport = createTransport(caller, options);
  const redact = createRedactor({ formats: [format] });
  const ask = createAsk(fetch, transport, redact);

  return Object.freeze<LynkClient>({
    async query(document, variables, call = {}) {
      const query = documentText(document);
      const body = JSON.stringify({ query, variables, operationName: call.operationName });
      return (await ask<never>({ query, body }, call)).data;
    },
    async upload(document, variables, call = {}) {
      const query = documentText(document);
      const body = toForm({ query, variables, operationName: call.operationName });
      return (await ask<never>({ query, body }, call)).data;
    },
    async check(call = {}) {
      const body = JSON.stringify({ query: checkQuery });
      return readCheck(await ask({ query: checkQuery, body }, call));
    },
    raw: createRaw(authorizeFetch(fetch, transport), transport.endpoint, redact),
  });
}
