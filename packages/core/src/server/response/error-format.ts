import { assertOption, hasMethod } from '../../common/assert-option.ts';
import { isPromise } from '../../common/is-promise.ts';
import { tagOf } from '../../common/tag-of.ts';
import { type ErrorResponseCode, errorResponseRows, type HttpResponse } from './create-error-response.ts';

/** A rejected request, for a function that creates the body of its response. */
export interface Refusal {
  /** 400, 401, 403, 429 or 503. */
  readonly status: number;
  /** The code, such as `UNAUTHORIZED`. */
  readonly code: string;
  /** The message, such as `Unauthorized`. */
  readonly message: string;
  /** The headers of the response, such as `WWW-Authenticate`. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The format of the body of error responses.
 *
 * - `graphql`: `{"errors":[{"message":"Unauthorized","extensions":{"code":"UNAUTHORIZED"}}]}`.
 * - `problem`: `application/problem+json` (RFC 9457), with the member `code`.
 * - A function that returns the body, synchronously: an object or a list, which is sent as JSON, or a string, which is
 *   sent as plain text. If it throws or returns anything else, such as a promise, a stream or a `Response`, the body is
 *   that of `graphql`.
 *
 * The status and all other headers are always the same.
 */
export type ErrorFormat<Request> = 'graphql' | 'problem' | ((refusal: Refusal, request: Request) => unknown);

/** Gives an error response the body of the application's format. */
export type ErrorFormatter<Request> = (response: HttpResponse, request: Request) => HttpResponse;

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

const keep: ErrorFormatter<unknown> = (response) => response;

/**
 * Validates the option `errorFormat` and creates the function that applies it.
 *
 * @throws {LynkConfigurationError} if it is not a format.
 */
export function createErrorFormatter<Request>(
  caller: string,
  format: ErrorFormat<Request> = 'graphql',
): ErrorFormatter<Request> {
  assertOption(
    caller,
    format === 'graphql' || format === 'problem' || typeof format === 'function',
    'errorFormat must be "graphql", "problem" or a function',
  );
  if (format === 'graphql') return keep;
  if (format === 'problem') return toProblem;
  return (response, request) => {
    try {
      const created = format(toRefusal(response), request);
      // An unhandled rejection would terminate a Node process.
      if (isPromise(created)) Promise.resolve(created).catch(() => undefined);
      else if (typeof created === 'string' && created !== '') return withBody(response, created, TEXT_TYPE);
      else if (isData(created)) {
        const body: unknown = JSON.stringify(created);
        if (typeof body === 'string') return withBody(response, body, JSON_TYPE);
      }
    } catch {
      // A refusal must not become an error, or a body of half a refusal.
    }
    return response;
  };
}

/** Whether JSON writes the content of a value: not for a stream, bytes, a `Response`, a `Map` or an `Error`. */
const isData = (value: unknown): boolean =>
  Array.isArray(value) || (tagOf(value) === 'Object' && !hasMethod(value, 'pipe'));

const toProblem: ErrorFormatter<unknown> = (response) => {
  const { status, code, message } = toRefusal(response);
  const body = JSON.stringify({ type: 'about:blank', title: message, status, code });
  return withBody(response, body, 'application/problem+json');
};

/** Describes an error response by its status. */
export function toRefusal({ status, headers }: HttpResponse): Refusal {
  // Every status has one row.
  const rows = Object.entries(errorResponseRows) as [ErrorResponseCode, readonly [number, string]][];
  const [code = '', [, message = ''] = []] = rows.find(([, row]) => row[0] === status) ?? [];
  return Object.freeze({ status, code: code.toUpperCase(), message, headers });
}

const withBody = ({ status, headers }: HttpResponse, body: string, type: string): HttpResponse =>
  Object.freeze({ status, headers: Object.freeze({ ...headers, 'Content-Type': type }), body });
