import {
  createTransport,
  documentText,
  type TransportOptions,
  type TypedDocument,
  transportOptionNames,
} from '@lynk-auth/core/client';
import { assertOption, createJsonRedactor, readOwnOptions } from '@lynk-auth/core/internal';
import { authorizeFetch } from './authorize-fetch.ts';
import { type CallOptions, createOperationSender } from './create-operation-sender.ts';
import { createRaw } from './create-raw.ts';
import { type AnyFetch, type Fetch, globalFetch } from './fetch.ts';
import type { RawFetch } from './raw-fetch.ts';
import { type Check, checkQuery, readCheck } from './read-check.ts';
import { toJsonBody } from './to-json-body.ts';
import { toMultipartBody } from './to-multipart-body.ts';

/** Options of {@link createLynkClient}. */
export interface ClientOptions extends TransportOptions {
  /**
   * The function that sends requests, of any implementation.
   * @default the global fetch at the time of the request
   */
  readonly fetch?: Fetch | AnyFetch | undefined;
}

/** A client that calls the API with a token: see {@link createLynkClient}. */
export interface LynkClient {
  /**
   * Sends a GraphQL operation.
   *
   * @param document A string or a parsed document, typed or untyped.
   * @param variables The variables of the operation.
   * @param options The signal, operation name and time limit of this call.
   * @returns The data. It is only verified to be an object.
   * @throws {LynkError} As a rejection, also for a 200 with errors.
   */
  query<Data = Record<string, unknown>, Variables = Record<string, unknown>>(
    document: string | TypedDocument<Data, Variables>,
    variables?: Variables,
    options?: CallOptions,
  ): Promise<Data>;
  /**
   * Sends a GraphQL operation with files, by the GraphQL multipart request specification.
   *
   * @param document A string or a parsed document, typed or untyped.
   * @param variables The variables of the operation, with at least one `File` or `Blob` at any depth. One of the
   *   runtime is streamed while it is sent; one of another implementation is first read into memory.
   * @param options The signal, operation name and time limit of this call.
   * @returns The data.
   * @throws {LynkError} As a rejection.
   */
  upload<Data = Record<string, unknown>, Variables = Record<string, unknown>>(
    document: string | TypedDocument<Data, Variables>,
    variables: Variables,
    options?: CallOptions,
  ): Promise<Data>;
  /**
   * Checks that the API accepts the token.
   *
   * @param options The signal and time limit of this call.
   * @returns The organization of the token, its kind, environment and expiry.
   * @throws {LynkUnauthorizedError} As a rejection, if the API rejects the token.
   * @throws {LynkError} As a rejection, for any other failure.
   */
  check(options?: CallOptions): Promise<Check>;
  /** An ofetch instance with the token, for other paths of the endpoint's origin: `client.raw('/healthz')`. */
  readonly raw: RawFetch;
}

const callOptionNames = ['signal', 'operationName', 'timeoutMs'] as const;

/**
 * Creates a client for an API with security tokens. The token is sent to the endpoint's origin only, and no error,
 * log line or inspected object contains it.
 *
 * @param options The token, the endpoint and the limits.
 * @returns The client, frozen.
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
 * @throws {LynkTokenError} When the token is a string that is not a valid token.
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
  const { fetch = globalFetch, ...settings } = readOwnOptions(caller, options, [
    ...transportOptionNames,
    'fetch',
  ]);
  assertOption(caller, typeof fetch === 'function', 'fetch must be a function');
  const transport = createTransport(caller, settings);
  const { format } = transport;
  const redact = createJsonRedactor(format);
  const sendOperation = createOperationSender(fetch, transport, redact);

  return Object.freeze<LynkClient>({
    async query(document, variables, options = {}) {
      const call = readOwnOptions('query', options, callOptionNames);
      const query = documentText(document);
      const body = toJsonBody({ query, variables, operationName: call.operationName });
      return (await sendOperation<never>({ query, body }, call)).data;
    },
    async upload(document, variables, options = {}) {
      const call = readOwnOptions('upload', options, callOptionNames);
      const query = documentText(document);
      const body = await toMultipartBody({ query, variables, operationName: call.operationName });
      return (await sendOperation<never>({ query, body }, call)).data;
    },
    async check(options = {}) {
      const call = readOwnOptions('check', options, callOptionNames);
      const body = JSON.stringify({ query: checkQuery });
      return readCheck(await sendOperation({ query: checkQuery, body }, call), format);
    },
    raw: createRaw(authorizeFetch(fetch, transport), transport, redact),
  });
}
