// Authenticates requests: reads the token, calls the verifier, and keeps the principal on the request.
import { assertRealm, bearerChallenge } from '../../bearer/bearer-challenge.ts';
import { readBearer } from '../../bearer/read-bearer.ts';
import { assertOption } from '../../common/assert-option.ts';
import { assertPart } from '../../common/assert-part.ts';
import { isPromise } from '../../common/is-promise.ts';
import { MAX_TIMER_MS } from '../../common/max-timer-ms.ts';
import { readOwn } from '../../common/read-own.ts';
import { readOwnOptions } from '../../common/read-own-options.ts';
import { LynkConfigurationError } from '../../errors/errors.ts';
import type { Reason } from '../../errors/reasons.ts';
import { isPrincipal } from '../../principal/is-principal.ts';
import type { Principal } from '../../principal/principal.ts';
import { tokenExpiresHeader } from '../../principal/token-expires-header.ts';
import { assertTokenFormat } from '../../token/assert-token-format.ts';
import { lynk } from '../../token/lynk.ts';
import type { TokenFormat } from '../../token/token-format.ts';
import { createErrorResponse, type HttpResponse } from '../response/create-error-response.ts';
import { createErrorFormatter, type ErrorFormat, type ErrorFormatter } from '../response/error-format.ts';
import { toError } from './to-error.ts';
import type { TokenVerifier, VerifyContext, VerifyResult } from './token-verifier.ts';
import { withTimeoutFallback } from './with-timeout-fallback.ts';

/** Options of {@link createAuthenticator}. `Request` is what a function as `errorFormat` receives. */
export interface AuthenticatorOptions<Request = unknown> {
  /** Verifies the tokens. */
  readonly verifier: TokenVerifier;
  /**
   * The realm of every challenge.
   * @default 'api'
   */
  readonly realm?: string | undefined;
  /**
   * Whether a request without bearer credentials passes, with `principal: null`. A bad token is
   * rejected nevertheless.
   * @default false
   */
  readonly optional?: boolean | undefined;
  /**
   * How long the verifier may take, in milliseconds, before the response is 503. A synchronous result needs
   * no timer.
   * @default 5000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * The format of the body of error responses: `graphql`, `problem` (RFC 9457), or a function that returns the body.
   * @default 'graphql'
   */
  readonly errorFormat?: ErrorFormat<Request> | undefined;
}

/** The names of {@link AuthenticatorOptions}. */
export const authenticatorOptionNames = [
  'verifier',
  'realm',
  'optional',
  'timeoutMs',
  'errorFormat',
] as const satisfies readonly (keyof AuthenticatorOptions)[];

/** Options without optional mode: a request that passes always has a principal. */
export interface NotOptional {
  readonly optional?: false | undefined;
}

/** The principal of a request, or an error response. */
export type Authentication<Caller = Principal | null> =
  | {
      readonly ok: true;
      /** `null` only in optional mode, for a request without credentials. */
      readonly principal: Caller;
      /** Headers to add to the response: `Lynk-Token-Expires`, or that of the token format, if the token expires. */
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly ok: false;
      readonly kind: 'missing' | 'invalid_request' | 'invalid_token' | 'throttled' | 'unavailable';
      /** The reason, for logs and events; never for the caller. `null` if no token could be read. */
      readonly reason: Reason | null;
      readonly response: HttpResponse;
    };

/** Authenticates requests by their `Authorization` header. Created by {@link createAuthenticator}. */
export interface Authenticator<Caller = Principal | null> {
  readonly realm: string;
  /** Gives an error response the body of the option `errorFormat`. */
  readonly formatError: ErrorFormatter<unknown>;
  /**
   * @param value The header's value, with all of its lines.
   * @param context The context of the request.
   * @param request What a function as `errorFormat` receives.
   * @returns The principal or an error response; synchronous if the verifier is.
   */
  authenticate(
    value: string | null | undefined,
    context?: VerifyContext,
    request?: unknown,
  ): Authentication<Caller> | Promise<Authentication<Caller>>;
}

const NO_HEADERS: Readonly<Record<string, string>> = /* @__PURE__ */ Object.freeze({});

/**
 * Creates the authenticator that every plugin wraps. It validates its options now, not on the first request.
 *
 * @param options The verifier, realm, optional mode, time limit and format of error responses.
 * @param caller The function whose options they are, for messages. Default: `createAuthenticator`.
 * @returns The authenticator, frozen.
 * @throws {LynkConfigurationError} for an unknown or invalid option.
 * @example
 * ```ts
 * import type { IncomingMessage } from 'node:http';
 * import { authorizationValue, createAuthenticator, type TokenVerifier } from '@lynk-auth/core/server';
 *
 * declare const verifier: TokenVerifier;
 * declare const request: IncomingMessage;
 * declare const clientIp: string;
 *
 * const authenticator = createAuthenticator({ verifier });
 * const result = await authenticator.authenticate(authorizationValue(request), { clientIp });
 * ```
 */
export function createAuthenticator(
  options: AuthenticatorOptions & NotOptional,
  caller?: string,
): Authenticator<Principal>;
export function createAuthenticator(options: AuthenticatorOptions, caller?: string): Authenticator;
export function createAuthenticator(
  options: AuthenticatorOptions,
  caller = 'createAuthenticator',
): Authenticator {
  const {
    verifier,
    realm = 'api',
    optional = false,
    timeoutMs = 5000,
    errorFormat,
  } = readOwnOptions(caller, options, authenticatorOptionNames);
  assertPart(caller, 'verifier', verifier);
  assertRealm(caller, realm);
  assertOption(caller, typeof optional === 'boolean', 'optional must be true or false');
  assertOption(
    caller,
    Number.isInteger(timeoutMs) && timeoutMs > 0 && timeoutMs <= MAX_TIMER_MS,
    `timeoutMs must be a whole number of milliseconds, 1 to ${MAX_TIMER_MS}`,
  );

  const { format = lynk } = verifier;
  assertTokenFormat(caller, format);

  const formatError = createErrorFormatter(caller, errorFormat);
  const responses = {
    missing: createErrorResponse('unauthorized', { challenge: bearerChallenge(realm) }),
    invalid_request: createErrorResponse('bad_request', {
      challenge: bearerChallenge(realm, 'invalid_request'),
    }),
    invalid_token: createErrorResponse('unauthorized', {
      challenge: bearerChallenge(realm, 'invalid_token'),
    }),
  };
  const fail = (
    kind: Extract<Authentication, { ok: false }>['kind'],
    reason: Reason | null,
    response: HttpResponse,
    request: unknown,
  ): Authentication => Object.freeze({ ok: false, kind, reason, response: formatError(response, request) });
  const toAuthentication = (result: VerifyResult, request: unknown): Authentication => {
    const ok = readOwn(result, 'ok');
    if (ok === true) {
      const authentication = accept(readOwn(result as { principal?: unknown }, 'principal'), format);
      if (authentication !== null) return authentication;
    }
    if (ok === false) {
      const failure = result as Extract<VerifyResult, { ok: false }>;
      const { kind, reason } = failure;
      if (kind === 'invalid_token') return fail(kind, reason, responses.invalid_token, request);
      if (kind === 'throttled')
        return fail(kind, reason, createErrorResponse('too_many_requests', failure), request);
      if (kind === 'unavailable')
        return fail(kind, reason, createErrorResponse('service_unavailable', failure), request);
    }
    throw new LynkConfigurationError(
      'The verifier returned a result of unknown shape. Return a VerifyResult.',
    );
  };

  return Object.freeze({
    realm,
    formatError,
    authenticate(value: string | null | undefined, context?: VerifyContext, request?: unknown) {
      const bearer = readBearer(value);
      if (!bearer.ok) {
        const isMissing = bearer.kind === 'missing';
        if (optional && isMissing) return { ok: true, principal: null, headers: NO_HEADERS } as const;
        const kind = isMissing ? 'missing' : 'invalid_request';
        return fail(kind, null, responses[kind], request);
      }
      let result: VerifyResult | Promise<VerifyResult>;
      try {
        result = verifier.verify(bearer.token, context);
      } catch (error) {
        return rethrow(error);
      }
      if (!isPromise(result)) return toAuthentication(result, request);
      return withTimeoutFallback(result, timeoutMs, TIMED_OUT).then(
        (settled) => toAuthentication(settled, request),
        rethrow,
      );
    },
  });
}

/** Authentications of principals that cannot change. The same principal returns with every request of its token. */
const accepted = /* @__PURE__ */ new WeakMap<
  object,
  { readonly brand: string; readonly authentication: Authentication }
>();

/** Converts what a verifier accepted to an authentication; `null` if it is not a principal. */
function accept(principal: unknown, format: TokenFormat): Authentication | null {
  if (typeof principal !== 'object' || principal === null) return null;
  const known = accepted.get(principal);
  if (known?.brand === format.brand) return known.authentication;
  if (!isPrincipal(principal)) return null;
  const headers = tokenExpiresHeader(principal, format);
  const authentication: Authentication = Object.freeze({ ok: true, principal, headers });
  if (isConstant(principal) && isConstant(principal.permissions)) {
    accepted.set(principal, { brand: format.brand, authentication });
  }
  return authentication;
}

/** Whether no property of an object can change: it is frozen, and none is a getter. */
const isConstant = (value: object): boolean =>
  Object.isFrozen(value) &&
  Object.values(Object.getOwnPropertyDescriptors(value)).every((property) =>
    Object.hasOwn(property, 'value'),
  );

const rethrow = (thrown: unknown): never => {
  throw toError(thrown, 'the verifier');
};

const TIMED_OUT: VerifyResult = /* @__PURE__ */ Object.freeze({
  ok: false,
  kind: 'unavailable',
  reason: 'source_down',
});
