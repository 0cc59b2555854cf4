import {
  assertOption,
  assertOptions,
  claimsToPrincipal,
  LynkBadResponseError,
  LynkUnauthorizedError,
  lynk,
  type Principal,
  type TokenFormat,
} from '@lynk-auth/core';
import type { Source } from '@lynk-auth/verifier';
import { accept, refused } from './accept.ts';
import { createRemoteSource } from './create-remote-source.ts';
import { type Credentials, readCredentials } from './credentials.ts';
import { failureOf } from './failure-of.ts';
import { post } from './post.ts';
import { type IntrospectionClaims, isUsable, readIntrospection } from './read-introspection.ts';
import { readJson } from './read-json.ts';
import { type RemoteOptions, readRemoteOptions, remoteOptionNames } from './read-options.ts';

const caller = 'createIntrospectionSource';

/** What {@link createIntrospectionSource} is given. */
export interface IntrospectionOptions extends RemoteOptions {
  /** What this service shows to the endpoint. */
  readonly credentials: Credentials;
  /**
   * Makes a principal of what the endpoint says of an active token; `null` refuses the token. For
   * servers that know nothing of organizations.
   * @default what `claimsToPrincipal` of core reads
   */
  readonly toPrincipal?: ((claims: IntrospectionClaims) => Principal | null) | undefined;
  /**
   * How far the endpoint's clock may be ahead of this one, in seconds, for `iat` and `nbf`. An `exp`
   * gets none of it.
   * @default 5
   */
  readonly clockToleranceSeconds?: number | undefined;
  /**
   * The format of `credentials.bearer`.
   * @default lynk
   */
  readonly format?: TokenFormat | undefined;
}

/**
 * Makes a source that asks an introspection endpoint (RFC 7662), for a service that owns no store.
 *
 * One POST a lookup, shared by those who look the same token up at the same time. Nothing is sent
 * again and no redirect is followed. An answer that is not exactly what the standard says is an
 * error, never an acceptance; and no answer is trusted past its own `exp`.
 *
 * @param options Where to ask and as whom, and for how long an answer may be used.
 * @returns The source. Its lookup rejects with a {@link LynkError} where the endpoint cannot tell; a
 *   verifier makes `unavailable` (503) of it.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
 * @throws {LynkTokenError} when `credentials.bearer` is a text that is no token of the format.
 * @example
 * ```ts
 * import { fromEnv } from '@lynk-auth/core';
 * import { createIntrospectionSource } from '@lynk-auth/remote';
 * import { createVerifier } from '@lynk-auth/verifier';
 *
 * const source = createIntrospectionSource({
 *   endpoint: 'https://auth.example.com/introspect',
 *   credentials: { bearer: fromEnv() },
 *   maxStalenessSeconds: 10,
 * });
 * const verifier = createVerifier({ source });
 * ```
 */
export function createIntrospectionSource(options: IntrospectionOptions): Source {
  assertOptions(caller, options, [
    ...remoteOptionNames,
    'credentials',
    'toPrincipal',
    'clockToleranceSeconds',
    'format',
  ]);
  const settings = readRemoteOptions(caller, options);
  const { toPrincipal = needPrincipal, clockToleranceSeconds = 5, format = lynk } = options;
  assertOption(caller, typeof toPrincipal === 'function', 'toPrincipal must be a function');
  assertOption(
    caller,
    Number.isFinite(clockToleranceSeconds) && clockToleranceSeconds >= 0,
    'clockToleranceSeconds must be a number of seconds, 0 or more',
  );
  assertOption(caller, Array.isArray(format?.prefixes), 'format must be made by defineTokenFormat');
  const credentials = readCredentials(caller, options.credentials, format);

  return createRemoteSource(settings, async ({ token, signal }) => {
    const answer = await post(settings, {
      contentType: 'application/x-www-form-urlencoded',
      authorization: await credentials.authorization(signal),
      body: new URLSearchParams({ token, token_type_hint: 'access_token' }).toString(),
      signal,
    });
    if (answer.status === 401) {
      credentials.refused();
      throw new LynkUnauthorizedError("The endpoint refused this service's own credentials (401).");
    }
    if (answer.status !== 200) throw failureOf(answer.status);
    const claims = readIntrospection(readJson(answer).json);
    const now = settings.clock.wall();
    if (claims === null || !isUsable(claims, now + clockToleranceSeconds * 1000)) return refused;
    const validUntil = claims.exp === undefined ? null : claims.exp * 1000;
    return accept(toPrincipal(claims), { validUntil, now });
  });
}

/** Without all of the claims that make a principal, the answer is none. */
function needPrincipal(claims: IntrospectionClaims): Principal {
  const principal = claimsToPrincipal(claims);
  if (principal === null) throw new LynkBadResponseError('wrong_shape', 200);
  return principal;
}
