import {
  claimsToPrincipal,
  LynkBadResponseError,
  LynkUnauthorizedError,
  lynk,
  type Principal,
  type TokenFormat,
} from '@lynk-auth/core';
import { assertOption, assertTokenFormat, readOwnOptions } from '@lynk-auth/core/internal';
import type { Source } from '@lynk-auth/verifier';
import { createRemoteSource } from './create-remote-source.ts';
import { post } from './post.ts';
import { type Credentials, readCredentials } from './read-credentials.ts';
import { type IntrospectionClaims, isUsable, readIntrospection } from './read-introspection.ts';
import { readJson } from './read-json.ts';
import { type RemoteOptions, readRemoteOptions, remoteOptionNames } from './read-options.ts';
import { toLookupResult, unknownToken } from './to-lookup-result.ts';
import { toStatusError } from './to-status-error.ts';

const caller = 'createIntrospectionSource';

/** Options of {@link createIntrospectionSource}. */
export interface IntrospectionOptions extends RemoteOptions {
  /** How this service authenticates itself to the endpoint. */
  readonly credentials: Credentials;
  /**
   * Converts the claims of an active token to a principal; `null` rejects the token. Needed for servers
   * without the notion of an organization.
   * @default `claimsToPrincipal` of `@lynk-auth/core`
   */
  readonly toPrincipal?: ((claims: IntrospectionClaims) => Principal | null) | undefined;
  /**
   * How far the endpoint's clock may be ahead of this one, in seconds. Applies to `iat` and `nbf`, never
   * to `exp`.
   * @default 5
   */
  readonly clockToleranceSeconds?: number | undefined;
  /**
   * The token format of `credentials.bearer`.
   * @default lynk
   */
  readonly format?: TokenFormat | undefined;
}

/**
 * Creates a source that calls an introspection endpoint (RFC 7662), for a service without a store.
 *
 * Each lookup sends one POST request; concurrent lookups of one token share it. Requests are not retried and
 * redirects are not followed. A response that does not match the standard is an error and never accepts a
 * token. No result is used past the token's `exp`.
 *
 * @param options The endpoint, this service's credentials, and how long a result may be reused.
 * @returns The source. Its lookup rejects with a {@link LynkError} when the endpoint gives no valid response;
 *   a verifier then returns `unavailable` (503).
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
 * @throws {LynkTokenError} When `credentials.bearer` is a string that is not a token of the format.
 * @example
 * ```ts
 * import { fromEnv } from '@lynk-auth/core/client';
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
  const own = readOwnOptions(caller, options, [
    ...remoteOptionNames,
    'credentials',
    'toPrincipal',
    'clockToleranceSeconds',
    'format',
  ]);
  const settings = readRemoteOptions(caller, own);
  const { toPrincipal = claimsToPrincipalOrThrow, clockToleranceSeconds = 5, format = lynk } = own;
  assertOption(caller, typeof toPrincipal === 'function', 'toPrincipal must be a function');
  assertOption(
    caller,
    Number.isFinite(clockToleranceSeconds) && clockToleranceSeconds >= 0,
    'clockToleranceSeconds must be a number of seconds, 0 or more',
  );
  assertTokenFormat(caller, format);
  const credentialHeader = readCredentials(caller, own.credentials, format);

  return createRemoteSource(settings, async ({ token, signal }) => {
    const response = await post(settings, {
      contentType: 'application/x-www-form-urlencoded',
      authorization: await credentialHeader.read(signal),
      body: new URLSearchParams({ token, token_type_hint: 'access_token' }).toString(),
      signal,
    });
    if (response.status === 401) {
      credentialHeader.invalidate();
      throw new LynkUnauthorizedError("The endpoint rejected this service's own credentials (401).");
    }
    if (response.status !== 200) throw toStatusError(response.status);
    const claims = readIntrospection(readJson(response).json);
    const now = settings.clock.wall();
    if (claims === null || !isUsable(claims, now + clockToleranceSeconds * 1000)) return unknownToken;
    const validUntil = claims.exp === undefined ? null : claims.exp * 1000;
    return toLookupResult(toPrincipal(claims), { validUntil, now });
  });
}

/** A response without the claims of a principal is malformed. */
function claimsToPrincipalOrThrow(claims: IntrospectionClaims): Principal {
  const principal = claimsToPrincipal(claims);
  if (principal === null) throw new LynkBadResponseError('wrong_shape', 200);
  return principal;
}
