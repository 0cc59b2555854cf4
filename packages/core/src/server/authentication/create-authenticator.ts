import { assertRealm, bearerChallenge } from '../../bearer/bearer-challenge.ts';
import { readBearer } from '../../bearer/read-bearer.ts';
import { assertOption, assertOptions, hasMethod } from '../../common/assert-options.ts';
import { isPromise } from '../../common/is-promise.ts';
import { MAX_TIMER_MS } from '../../common/max-timer-ms.ts';
import { LynkConfigurationError } from '../../errors/errors.ts';
import type { Reason } from '../../errors/reasons.ts';
import { isPrincipal } from '../../principal/is-principal.ts';
import type { Principal } from '../../principal/principal.ts';
import { tokenExpiresHeader } from '../../principal/token-expires-header.ts';
import { createErrorResponse, type HttpResponse } from '../response/create-error-response.ts';
import { toError } from './to-error.ts';
import type { TokenVerifier, VerifyContext, VerifyResult } from './token-verifier.ts';
import { withTimeoutFallback } from './with-timeout-fallback.ts';

/** What {@link createAuthenticator} is given. */
export interface AuthenticatorOptions {
  /** Whatever knows the tokens. */
  readonly verifier: TokenVerifier;
  /**
   * The realm of every challenge.
   * @default 'api'
   */
  readonly realm?: string | undefined;
  /**
   * Whether a request without any bearer credentials passes, with `principal: null`. A bad token is
   * refused all the same.
   * @default false
   */
  readonly optional?: boolean | undefined;
  /**
   * How long a verifier may take, in milliseconds, before the answer is 503. No timer is made where
   * its answer is synchronous.
   * @default 5000
   */
  readonly timeoutMs?: number | undefined;
}

/** Options outside of optional mode, where a request that passes is always somebody's. */
export interface NotOptional {
  readonly optional?: false | undefined;
}

/** Who asks, or the finished refusal. */
export type Authentication<Who = Principal | null> =
  | {
      readonly ok: true;
      /** `null` only in optional mode, where no credentials were sent. */
      readonly principal: Who;
      /** Headers to add to the answer: `Lynk-Token-Expires` where the token expires. */
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly ok: false;
      readonly kind: 'missing' | 'invalid_request' | 'invalid_token' | 'throttled' | 'unavailable';
      /** Why, for logs and events; never for the caller. `null` where no token could be read. */
      readonly reason: Reason | null;
      readonly response: HttpResponse;
    };

/** Judges the `Authorization` header of request after request. Made by {@link createAuthenticator}. */
export interface Authenticator<Who = Principal | null> {
  readonly realm: string;
  /**
   * @param value The header's value, every line of it.
   * @param context What is known about the request.
   * @returns The judgement; synchronous where the verifier's answer is.
   */
  authenticate(
    value: string | null | undefined,
    context?: VerifyContext,
  ): Authentication<Who> | Promise<Authentication<Who>>;
}

const NO_HEADERS: Readonly<Record<string, string>> = /* @__PURE__ */ Object.freeze({});

/**
 * Makes what every plugin is a thin shell around. Its options are checked now, not on the first request.
 *
 * @param options The verifier; realm, optional mode and time limit.
 * @param caller Whose options they are, for messages. Default: `createAuthenticator`.
 * @returns The authenticator, frozen.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
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
  assertOptions(caller, options, ['verifier', 'realm', 'optional', 'timeoutMs']);
  const { verifier, realm = 'api', optional = false, timeoutMs = 5000 } = options;
  assertOption(
    caller,
    hasMethod(verifier, 'verify'),
    'verifier must be an object with a verify function; was it awaited?',
  );
  assertRealm(caller, realm);
  assertOption(caller, typeof optional === 'boolean', 'optional must be true or false');
  assertOption(
    caller,
    Number.isInteger(timeoutMs) && timeoutMs > 0 && timeoutMs <= MAX_TIMER_MS,
    'timeoutMs must be a whole number of milliseconds',
  );

  const refuse = {
    missing: refused(
      'missing',
      null,
      createErrorResponse('unauthorized', { challenge: bearerChallenge(realm) }),
    ),
    invalid: refused(
      'invalid_request',
      null,
      createErrorResponse('bad_request', { challenge: bearerChallenge(realm, 'invalid_request') }),
    ),
  };
  const invalidToken = createErrorResponse('unauthorized', {
    challenge: bearerChallenge(realm, 'invalid_token'),
  });

  const judge = (result: VerifyResult): Authentication => {
    if (result?.ok === true && isPrincipal(result.principal)) {
      return { ok: true, principal: result.principal, headers: tokenExpiresHeader(result.principal) };
    }
    if (result?.ok === false) {
      const { kind, reason } = result;
      if (kind === 'invalid_token') return refused(kind, reason, invalidToken);
      if (kind === 'throttled')
        return refused(kind, reason, createErrorResponse('too_many_requests', result));
      if (kind === 'unavailable')
        return refused(kind, reason, createErrorResponse('service_unavailable', result));
    }
    throw new LynkConfigurationError('The verifier gave an answer of unknown shape.');
  };

  return Object.freeze({
    realm,
    authenticate(value: string | null | undefined, context?: VerifyContext) {
      const bearer = readBearer(value);
      if (!bearer.ok) {
        const passes = optional && bearer.kind === 'missing';
        return passes ? ({ ok: true, principal: null, headers: NO_HEADERS } as const) : refuse[bearer.kind];
      }
      let result: VerifyResult | Promise<VerifyResult>;
      try {
        result = verifier.verify(bearer.token, context);
      } catch (error) {
        return fail(error);
      }
      if (!isPromise(result)) return judge(result);
      return withTimeoutFallback(result, timeoutMs, OVERDUE).then(judge, fail);
    },
  });
}

const fail = (thrown: unknown): never => {
  throw toError(thrown, 'the verifier');
};

const OVERDUE: VerifyResult = /* @__PURE__ */ Object.freeze({
  ok: false,
  kind: 'unavailable',
  reason: 'source_down',
});

const refused = (
  kind: Exclude<Authentication, { ok: true }>['kind'],
  reason: Reason | null,
  response: HttpResponse,
): Authentication => Object.freeze({ ok: false, kind, reason, response });
