import type { ParseReason } from './reasons.ts';

/** The literal `name` of every error of this family, and the literal `code` that goes with it. */
export const errorCodes = {
  LynkConfigurationError: 'configuration',
  LynkTokenError: 'token_rejected',
  LynkBadRequestError: 'bad_request',
  LynkUnauthorizedError: 'unauthorized',
  LynkForbiddenError: 'forbidden',
  LynkRateLimitedError: 'too_many_requests',
  LynkUnavailableError: 'service_unavailable',
  LynkHttpError: 'http',
  LynkGraphQLError: 'graphql',
  LynkBadResponseError: 'bad_response',
  LynkOriginError: 'origin',
  LynkNetworkError: 'network',
  LynkTimeoutError: 'timeout',
  LynkAbortedError: 'aborted',
} as const;

type ErrorName = keyof typeof errorCodes;

/**
 * What all errors of lynk-auth have in common. Tell them apart by `code` or by `name`, and a member
 * of the family from any other error by {@link isLynkError}: `instanceof` fails across realms, and
 * where the ESM and the CJS copy of a package meet.
 *
 * No message holds a token, a URL or any other value that came in.
 */
abstract class LynkErrorBase<Name extends ErrorName> extends Error {
  readonly code: (typeof errorCodes)[Name];
  declare readonly name: Name;
  /** The HTTP status that the error came with, or is answered with; `undefined` where there is none. */
  readonly status: number | undefined;

  protected constructor(name: Name, message: string, status?: number, options?: ErrorOptions) {
    super(message, options);
    // Not enumerable, like the name of any other error.
    Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true });
    this.code = errorCodes[name];
    this.status = status;
  }
}

/** Something was set up wrongly. Thrown when it is created, never on a request. */
export class LynkConfigurationError extends LynkErrorBase<'LynkConfigurationError'> {
  constructor(message: string, options?: ErrorOptions) {
    super('LynkConfigurationError', message, undefined, options);
  }
}

/** What should be a token is none. Thrown by clients before any request is made. */
export class LynkTokenError extends LynkErrorBase<'LynkTokenError'> {
  /** What is wrong with it. */
  readonly reason: ParseReason;

  constructor(reason: ParseReason, message: string) {
    super('LynkTokenError', message);
    this.reason = reason;
  }
}

/** HTTP 400: the request, or the credentials in it, could not be read. */
export class LynkBadRequestError extends LynkErrorBase<'LynkBadRequestError'> {
  constructor(message = 'The API could not read the request (400).') {
    super('LynkBadRequestError', message, 400);
  }
}

/** HTTP 401: the token is missing, unknown, expired or revoked. The API does not say which. */
export class LynkUnauthorizedError extends LynkErrorBase<'LynkUnauthorizedError'> {
  constructor(
    message = 'The API refused the token (401): it is missing, wrong, expired or revoked, or its owner is gone.',
  ) {
    super('LynkUnauthorizedError', message, 401);
  }
}

/** HTTP 403: the token is good, but may not do this. */
export class LynkForbiddenError extends LynkErrorBase<'LynkForbiddenError'> {
  /** The permissions that are missing, as far as the answer named them. */
  readonly permissions: readonly string[];

  constructor(permissions: readonly string[] = []) {
    const missing = permissions.length === 0 ? 'a permission' : permissions.join(', ');
    super('LynkForbiddenError', `The token lacks ${missing} (403).`, 403);
    this.permissions = Object.freeze([...permissions]);
  }
}

/** HTTP 429: too many requests, or too many failures, from here. */
export class LynkRateLimitedError extends LynkErrorBase<'LynkRateLimitedError'> {
  /** How long to wait, in seconds; `undefined` where the answer did not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(retryAfterSeconds?: number) {
    super('LynkRateLimitedError', 'The API asks to be called less often (429).', 429);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** HTTP 503: the API cannot judge the token, or cannot answer, at the moment. */
export class LynkUnavailableError extends LynkErrorBase<'LynkUnavailableError'> {
  /** How long to wait, in seconds; `undefined` where the answer did not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(retryAfterSeconds?: number) {
    super('LynkUnavailableError', 'The API is not available at the moment (503).', 503);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Any other HTTP status that is not success. */
export class LynkHttpError extends LynkErrorBase<'LynkHttpError'> {
  declare readonly status: number;

  constructor(status: number) {
    super('LynkHttpError', `The API answered with HTTP ${status}.`, status);
  }
}

/** One entry of a GraphQL answer's `errors`, with every secret in it masked. */
export interface GraphQLErrorEntry {
  readonly message: string;
  /** `extensions.code`, where the server sent one. */
  readonly code: string | undefined;
  readonly path: readonly (string | number)[] | undefined;
}

/** HTTP 200, yet the operation failed: the answer has top-level `errors`. */
export class LynkGraphQLError extends LynkErrorBase<'LynkGraphQLError'> {
  readonly errors: readonly GraphQLErrorEntry[];

  constructor(errors: readonly GraphQLErrorEntry[], status = 200) {
    super('LynkGraphQLError', errors.map((error) => error.message).join('; '), status);
    this.errors = Object.freeze([...errors]);
  }
}

/** What was wrong with an answer that is no answer of the API. */
export type BadResponseProblem = 'not_json' | 'wrong_shape' | 'wrong_content_type' | 'too_large' | 'redirect';

const problems: Record<BadResponseProblem, string> = {
  not_json: 'it is not JSON, or only the beginning of some',
  wrong_shape: 'it is JSON, but not of the shape that was asked for',
  wrong_content_type: 'its content type is not JSON: a proxy may have answered in its place',
  too_large: 'it is larger than the limit',
  redirect: 'it is a redirect, which is not followed',
};

/** The answer cannot come from the API: a proxy's page, cut JSON, something too large. */
export class LynkBadResponseError extends LynkErrorBase<'LynkBadResponseError'> {
  readonly problem: BadResponseProblem;

  constructor(problem: BadResponseProblem, status?: number) {
    super('LynkBadResponseError', `The answer was not understood: ${problems[problem]}.`, status);
    this.problem = problem;
  }
}

/** The request was not sent: it is for another origin than the endpoint's, to which the token does not go. */
export class LynkOriginError extends LynkErrorBase<'LynkOriginError'> {
  constructor() {
    super(
      'LynkOriginError',
      "The request was not sent: its address is not of the endpoint's origin (format, host and port, without a user name).",
    );
  }
}

/** The API could not be reached, or the connection broke. */
export class LynkNetworkError extends LynkErrorBase<'LynkNetworkError'> {
  /** False where the request was certainly never sent, so that it can be repeated whatever it does. */
  readonly sent: boolean;

  constructor(
    message = 'The API could not be reached, or the connection broke.',
    { sent = true }: { readonly sent?: boolean } = {},
  ) {
    super('LynkNetworkError', message);
    this.sent = sent;
  }
}

/** The API did not answer in the time that it was given. */
export class LynkTimeoutError extends LynkErrorBase<'LynkTimeoutError'> {
  /** The limit that ran out, in milliseconds. */
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super('LynkTimeoutError', `There was no answer within ${timeoutMs} ms.`);
    this.timeoutMs = timeoutMs;
  }
}

/** The caller's `AbortSignal` ended the call. */
export class LynkAbortedError extends LynkErrorBase<'LynkAbortedError'> {
  constructor() {
    super('LynkAbortedError', 'The caller ended the call.');
  }
}

/** Every error of lynk-auth: a union, so that a `switch` over `code` can be exhaustive. */
export type LynkError =
  | LynkConfigurationError
  | LynkTokenError
  | LynkBadRequestError
  | LynkUnauthorizedError
  | LynkForbiddenError
  | LynkRateLimitedError
  | LynkUnavailableError
  | LynkHttpError
  | LynkGraphQLError
  | LynkBadResponseError
  | LynkOriginError
  | LynkNetworkError
  | LynkTimeoutError
  | LynkAbortedError;
