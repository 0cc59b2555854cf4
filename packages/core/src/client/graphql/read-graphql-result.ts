// Documents, requests and results of GraphQL.
import { readChallenge } from '../../bearer/read-challenge.ts';
import { readScope } from '../../bearer/read-scope.ts';
import { readOwn } from '../../common/read-own.ts';
import { readOwnOptions } from '../../common/read-own-options.ts';
import {
  type BadResponseProblem,
  type GraphQLErrorEntry,
  LynkBadRequestError,
  LynkBadResponseError,
  type LynkError,
  LynkForbiddenError,
  LynkGraphQLError,
  LynkHttpError,
  LynkRateLimitedError,
  LynkUnauthorizedError,
  LynkUnavailableError,
} from '../../errors/errors.ts';
import { createJsonRedactor } from '../../redact/create-json-redactor.ts';
import type { Redactor } from '../../redact/create-redactor.ts';
import { type ResponseHeaders, readHeader } from '../response/read-header.ts';
import { retryAfterSeconds } from '../response/retry-after-seconds.ts';
import { isJsonType } from './is-json-type.ts';

/** The result of a GraphQL request. */
export type GraphQLResult<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: LynkError };

/** Options of {@link readGraphQLResult}. */
export interface ReadGraphQLResultOptions {
  /**
   * Masks tokens in the server's messages before they become part of an error. Pass a redactor of your own for
   * other token formats.
   * @default one for the format `lynk`
   */
  readonly redact?: Redactor;
  /**
   * Returns the time in epoch milliseconds, for a `Retry-After` that is a date.
   * @default Date.now
   */
  readonly now?: () => number;
}

/**
 * Converts the HTTP response to a GraphQL request to its data or a typed error. The status takes precedence: a 401 is
 * a 401, whatever its body. A 200 with `errors` is an error, with or without data.
 *
 * Tokens in the server's messages are masked. No response makes it throw.
 *
 * @param status The HTTP status.
 * @param headers A `Headers`, another object with `get`, or a plain record with names in any case.
 * @param body The whole body.
 * @param options The redactor and the clock.
 * @returns The data, which is only checked to be an object, or the error.
 * @throws {LynkConfigurationError} if an option is unknown.
 * @example
 * ```ts
 * import { readGraphQLResult } from '@lynk-auth/core/client';
 *
 * declare const response: Response;
 *
 * const result = readGraphQLResult<{ organization: { name: string } }>(
 *   response.status, response.headers, await response.text(),
 * );
 * if (result.ok === false) throw result.error;
 * console.log(result.data.organization.name);
 * ```
 */
export function readGraphQLResult<T>(
  status: number,
  headers: ResponseHeaders,
  body: string,
  options: ReadGraphQLResultOptions = {},
): GraphQLResult<T> {
  const { redact: mask = lynkRedactor(), now = Date.now } = readOwnOptions('readGraphQLResult', options, [
    'redact',
    'now',
  ]);
  const isSuccess = typeof status === 'number' && status >= 200 && status <= 299;
  if (!isSuccess) return failed(readFailure(status, headers, { body, mask, now }));

  const bad = (problem: BadResponseProblem) => failed(new LynkBadResponseError(problem, status));
  const type = readHeader(headers, 'content-type');
  if (type !== undefined && !isJsonType(type)) return bad('wrong_content_type');
  const json = parseJson(body);
  if (json === undefined) return bad('not_json');
  const errors = readErrors(json, mask);
  if (errors === null) return bad('wrong_shape');
  const data = readOwn(json as { data?: unknown }, 'data');
  if (errors.length > 0)
    return failed(new LynkGraphQLError(errors, status, isRecord(data) ? mask(data) : undefined));
  // `errors: []` and `errors: null` count as absent, but `data` is then required.
  return isRecord(data) ? { ok: true, data: data as T } : bad('wrong_shape');
}

let shared: Redactor | undefined;

/** Created on first use, because it compiles its patterns. */
function lynkRedactor(): Redactor {
  shared ??= createJsonRedactor();
  return shared;
}

const failed = (error: LynkError) => ({ ok: false, error }) as const;

interface Failure {
  readonly body: string;
  readonly mask: Redactor;
  readonly now: () => number;
}

function readFailure(status: number, headers: ResponseHeaders, { body, mask, now }: Failure): LynkError {
  const retryAfter = () => retryAfterSeconds(readHeader(headers, 'retry-after'), now());
  switch (status) {
    case 400:
      return readBadRequest(body, mask);
    case 401:
      return new LynkUnauthorizedError();
    case 403:
      return new LynkForbiddenError(readMissing(headers, mask));
    case 429:
      return new LynkRateLimitedError(retryAfter());
    case 503:
      return new LynkUnavailableError(retryAfter());
    default:
      return new LynkHttpError(typeof status === 'number' ? status : 0);
  }
}

/** A 400 is about the request or, in GraphQL over HTTP, about its document. */
function readBadRequest(body: string, mask: Redactor): LynkError {
  const errors = readErrors(parseJson(body), mask) ?? [];
  const isDocument = errors.some((error) => error.code !== undefined && error.code !== 'BAD_REQUEST');
  return isDocument ? new LynkGraphQLError(errors, 400) : new LynkBadRequestError();
}

/** The required permissions of a challenge (RFC 6750 section 3.1). */
function readMissing(headers: ResponseHeaders, mask: Redactor): readonly string[] {
  const challenge = readChallenge(readHeader(headers, 'www-authenticate') ?? '');
  if (challenge?.get('error') !== 'insufficient_scope') return [];
  return (readScope(challenge.get('scope') ?? '') ?? []).map((permission) => mask(permission));
}

/** Parses JSON; `undefined` if it is invalid. */
function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The masked entries of a response's `errors`; `null` if it is not a GraphQL response. */
function readErrors(json: unknown, mask: Redactor): GraphQLErrorEntry[] | null {
  if (!isRecord(json)) return null;
  const errors = readOwn(json, 'errors') ?? [];
  if (!Array.isArray(errors)) return null;
  const entries: GraphQLErrorEntry[] = [];
  for (const error of errors) {
    if (!isRecord(error) || typeof error['message'] !== 'string') return null;
    const { message, path, extensions } = error;
    const code = isRecord(extensions) ? extensions['code'] : undefined;
    entries.push({
      message: mask(message as string),
      code: typeof code === 'string' ? mask(code) : undefined,
      path: isPath(path) ? path.map((step) => mask(step)) : undefined,
    });
  }
  return entries;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPath = (path: unknown): path is (string | number)[] =>
  Array.isArray(path) && path.every((step) => typeof step === 'string' || typeof step === 'number');
