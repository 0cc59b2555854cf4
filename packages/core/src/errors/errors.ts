// The errors of all packages, and the reasons why a token is rejected.
import type { ParseReason } from './reasons.ts';

/** The literal `name` of every error of lynk-auth, and its literal `code`. */
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
 * The base class of all errors of lynk-auth. Distinguish them by `code` or `name`, and from other errors by
 * {@link isLynkError}: `instanceof` fails across realms, and between the ESM and the CommonJS copy of a package.
 *
 * No message holds a token, a URL or any other input. The errors of a request begin with its method and host.
 */
abstract class LynkErrorBase<Name extends ErrorName> extends Error {
  readonly code: (typeof errorCodes)[Name];
  declare readonly name: Name;
  /** The HTTP status of the response that the error describes; `undefined` if there is none. */
  readonly status: number | undefined;

  protected constructor(name: Name, message: string, status?: number, options?: ErrorOptions) {
    super(message, options);
    // Not enumerable, like the name of any other error.
    Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true });
    this.code = errorCodes[name];
    this.status = status;
  }
}

/** A configuration is invalid. Thrown when something is created, not on a request. */
export class LynkConfigurationError extends LynkErrorBase<'LynkConfigurationError'> {
  constructor(message: string, options?: ErrorOptions) {
    super('LynkConfigurationError', message, undefined, options);
  }
}

/** A value is not a token. Clients throw it before they send a request. */
export class LynkTokenError extends LynkErrorBase<'LynkTokenError'> {
  /** What is wrong with the value. */
  readonly reason: ParseReason;

  constructor(reason: ParseReason, message: string) {
    super('LynkTokenError', message);
    this.reason = reason;
  }
}

/** HTTP 400: the request or its credentials are malformed. */
export class LynkBadRequestError extends LynkErrorBase<'LynkBadRequestError'> {
  constructor(message = 'The API rejected the request as malformed (400).') {
    super('LynkBadRequestError', message, 400);
  }
}

/** HTTP 401: the token is missing, unknown, expired or revoked. The API does not say which. */
export class LynkUnauthorizedError extends LynkErrorBase<'LynkUnauthorizedError'> {
  constructor(
    message = 'The API rejected the token (401): it is missing, unknown, expired or revoked, or its owner left the organization.',
  ) {
    super('LynkUnauthorizedError', message, 401);
  }
}

/** HTTP 403: the token is valid, but lacks a permission. */
export class LynkForbiddenError extends LynkErrorBase<'LynkForbiddenError'> {
  /** The required permissions, if the response names them. */
  readonly permissions: readonly string[];

  constructor(permissions: readonly string[] = []) {
    const missing = permissions.length === 0 ? 'a permission' : permissions.join(', ');
    super('LynkForbiddenError', `The token lacks ${missing} (403).`, 403);
    this.permissions = Object.freeze([...permissions]);
  }
}

/** HTTP 429: too many requests or too many failures from this address. */
export class LynkRateLimitedError extends LynkErrorBase<'LynkRateLimitedError'> {
  /** How long to wait, in seconds; `undefined` if the response does not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(retryAfterSeconds?: number) {
    super(
      'LynkRateLimitedError',
      'The API rejected the request because there were too many (429). Wait before you retry.',
      429,
    );
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** HTTP 503: the API is unavailable, or cannot verify the token now. */
export class LynkUnavailableError extends LynkErrorBase<'LynkUnavailableError'> {
  /** How long to wait, in seconds; `undefined` if the response does not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(retryAfterSeconds?: number) {
    super('LynkUnavailableError', 'The API is currently unavailable (503).', 503);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Any other HTTP status that is not success. */
export class LynkHttpError extends LynkErrorBase<'LynkHttpError'> {
  declare readonly status: number;

  constructor(status: number) {
    super('LynkHttpError', `The API responded with HTTP ${status}.`, status);
  }
}

/** An entry of `errors` in a GraphQL response, with every token masked. */
export interface GraphQLErrorEntry {
  readonly message: string;
  /** `extensions.code`, if the server sent it. */
  readonly code: string | undefined;
  readonly path: readonly (string | number)[] | undefined;
}

/** The GraphQL operation failed: the response has top-level `errors`, even with HTTP 200. */
export class LynkGraphQLError extends LynkErrorBase<'LynkGraphQLError'> {
  readonly errors: readonly GraphQLErrorEntry[];
  /**
   * The partial data beside the errors, with every token masked; `undefined` if there is none. It is not enumerable, so
   * that loggers do not print it.
   */
  declare readonly data: Readonly<Record<string, unknown>> | undefined;

  constructor(
    errors: readonly GraphQLErrorEntry[],
    status = 200,
    data?: Readonly<Record<string, unknown>> | undefined,
  ) {
    super('LynkGraphQLError', errors.map((error) => error.message).join('; '), status);
    this.errors = Object.freeze([...errors]);
    Object.defineProperty(this, 'data', { value: data });
  }
}

/** Why a response cannot come from the API. */
export type BadResponseProblem = 'not_json' | 'wrong_shape' | 'wrong_content_type' | 'too_large' | 'redirect';

const problems: Record<BadResponseProblem, string> = {
  not_json: 'it is not JSON, or truncated JSON',
  wrong_shape: 'it is JSON of an unexpected shape',
  wrong_content_type: 'its content type is not JSON; a proxy may have sent it',
  too_large: 'it is larger than the limit',
  redirect: 'it is a redirect, which is not followed',
};

/** A response cannot come from the API: it is a proxy's page, truncated JSON or too large. */
export class LynkBadResponseError extends LynkErrorBase<'LynkBadResponseError'> {
  readonly problem: BadResponseProblem;

  constructor(problem: BadResponseProblem, status?: number) {
    super('LynkBadResponseError', `The response is not valid: ${problems[problem]}.`, status);
    this.problem = problem;
  }
}

/** The request was not sent: its URL has another origin than the endpoint, and the token must not go there. */
export class LynkOriginError extends LynkErrorBase<'LynkOriginError'> {
  constructor() {
    super(
      'LynkOriginError',
      "The request was not sent: its URL must have the endpoint's origin (scheme, host and port) and no user name.",
    );
  }
}

/** The API could not be reached, or the connection was lost. */
export class LynkNetworkError extends LynkErrorBase<'LynkNetworkError'> {
  /** False if the request was certainly not sent: then it is safe to retry, whatever it does. */
  readonly sent: boolean;

  constructor(
    message = 'The API could not be reached, or the connection was lost.',
    { sent = true }: { readonly sent?: boolean } = {},
  ) {
    super('LynkNetworkError', message);
    this.sent = sent;
  }
}

/** The API did not respond within the time limit. */
export class LynkTimeoutError extends LynkErrorBase<'LynkTimeoutError'> {
  /** The limit that was exceeded, in milliseconds. */
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super('LynkTimeoutError', `There was no response within ${timeoutMs} ms.`);
    this.timeoutMs = timeoutMs;
  }
}

/** The caller's `AbortSignal` aborted the request. The signal's reason is the `cause`. */
export class LynkAbortedError extends LynkErrorBase<'LynkAbortedError'> {
  /** Whether the signal was one of `AbortSignal.timeout` and its time was up. */
  readonly timedOut: boolean;

  constructor(reason?: unknown) {
    const timedOut = isTimeout(reason);
    super(
      'LynkAbortedError',
      timedOut
        ? "The request was aborted: the time of the caller's signal was up."
        : 'The request was aborted.',
      undefined,
      reason === undefined ? undefined : { cause: reason },
    );
    this.timedOut = timedOut;
  }
}

function isTimeout(reason: unknown): boolean {
  try {
    return (reason as { name?: unknown } | null | undefined)?.name === 'TimeoutError';
  } catch {
    return false;
  }
}

/** The union of all errors of lynk-auth: a `switch` over `code` can be exhaustive. */
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
