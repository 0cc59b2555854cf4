import {
  createPrincipal,
  lynk,
  type Principal,
  parseToken,
  type TokenFormat,
  type TokenKind,
} from '@lynk-auth/core';
import { isJsonType } from '@lynk-auth/core/client';
import { assertOption, assertPermissions, assertTokenFormat, readOwnOptions } from '@lynk-auth/core/internal';
import type { LookupResult, Source } from '@lynk-auth/verifier';
import { createRemoteSource } from './create-remote-source.ts';
import { post } from './post.ts';
import { checkBody, readCheck } from './read-check.ts';
import { type RemoteOptions, readRemoteOptions, remoteOptionNames } from './read-options.ts';
import { toLookupResult, unknownToken } from './to-lookup-result.ts';
import { toStatusError } from './to-status-error.ts';

const caller = 'createCheckSource';

/** Everything that is known about a token that the API accepted. */
export interface CheckedToken {
  /** From the token's prefix. */
  readonly kind: TokenKind;
  readonly environment: string;
  /** `sha256:` and 32 hexadecimal digits; see {@link createCheckSource}. */
  readonly tokenId: string;
  readonly organization: { readonly id: string; readonly name: string };
  /** The `permissions` option. */
  readonly permissions: readonly string[];
  /** In epoch milliseconds; `null` if never, or if the API does not say. */
  readonly expiresAt: number | null;
}

/** Options of {@link createCheckSource}. */
export interface CheckOptions extends RemoteOptions {
  /**
   * What a token that the API accepts may do in *this* service, at least one. The check does not return
   * the token's permissions at the API.
   */
  readonly permissions: readonly string[];
  /**
   * Converts a checked token to a principal; `null` rejects the token. Needed for a service that serves
   * one organization only, or grants different permissions to different kinds of token.
   * @default `permissions` for every token; the `userId` of a personal token is its `tokenId`
   */
  readonly toPrincipal?: ((checked: CheckedToken) => Principal | null) | undefined;
  /**
   * The format of the tokens. A token of another format is rejected without a request.
   * @default lynk
   */
  readonly format?: TokenFormat | undefined;
}

/**
 * Creates a source that sends a check query to the API with the token to be verified, for a service beside
 * an API that offers no introspection.
 *
 * The API returns the token's organization and, in a header, its expiry. The rest of the principal is
 * derived:
 *
 * - `tokenId` is `sha256:` and the first 32 hexadecimal digits of the token's digest. It is the same in
 *   every process, and the token cannot be recovered from it.
 * - The API does not return the user of a personal token. By default `userId` is the `tokenId`, so two
 *   tokens of one user count as two users.
 * - `permissions` are those of the option.
 *
 * A 401 rejects the token. So does a 403 with a JSON body (reason `role_gone`): the token may not even read
 * its organization. Any other failure is an error and never accepts a token.
 *
 * @param options The endpoint, the permissions of a valid token, and how long a result may be reused.
 * @returns The source. Its lookup rejects with a {@link LynkError} when the API gives no valid response; a
 *   verifier then returns `unavailable` (503).
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
 * @example
 * ```ts
 * import { createCheckSource } from '@lynk-auth/remote';
 * import { createVerifier } from '@lynk-auth/verifier';
 *
 * const source = createCheckSource({
 *   endpoint: 'https://api.interlynk.io/lynkapi',
 *   maxStalenessSeconds: 10,
 *   permissions: ['view_sboms'],
 * });
 * const verifier = createVerifier({ source, requireChecksum: false });
 * ```
 */
export function createCheckSource(options: CheckOptions): Source {
  const own = readOwnOptions(caller, options, [...remoteOptionNames, 'permissions', 'toPrincipal', 'format']);
  const settings = readRemoteOptions(caller, own);
  const { toPrincipal = toDefaultPrincipal, format = lynk } = own;
  assertPermissions(caller, own.permissions);
  assertOption(caller, typeof toPrincipal === 'function', 'toPrincipal must be a function');
  assertTokenFormat(caller, format);
  const permissions = Object.freeze([...own.permissions]);

  return createRemoteSource(settings, async ({ token, digests, signal }): Promise<LookupResult> => {
    const parsed = parseToken(token, { format });
    if (!parsed.ok) return unknownToken;
    const { kind, environment } = parsed;
    const tokenId = tokenIdOf(digests);
    const response = await post(settings, {
      contentType: 'application/json',
      authorization: `Bearer ${token}`,
      body: checkBody,
      signal,
    });
    const { status, headers } = response;
    if (status === 401) return unknownToken;
    // A 403 of another type comes from a proxy in front of the API, and says nothing about the token.
    if (status === 403 && isJsonType(headers.get('content-type'))) {
      return { ok: false, reason: 'role_gone', tokenId };
    }
    if (status !== 200) throw toStatusError(status);
    const { organization, expiresAt } = readCheck(response, format);
    const checked = Object.freeze({ kind, environment, tokenId, organization, permissions, expiresAt });
    return toLookupResult(toPrincipal(checked), { validUntil: expiresAt, now: settings.clock.wall() });
  });
}

function tokenIdOf([digest]: readonly Uint8Array[]): string {
  if (digest === undefined) throw new TypeError('lookup must receive at least one digest.');
  const hex = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0'));
  return `sha256:${hex.join('')}`;
}

function toDefaultPrincipal({
  kind,
  tokenId,
  organization,
  permissions,
  expiresAt,
}: CheckedToken): Principal {
  const common = { tokenId, organizationId: organization.id, permissions, expiresAt };
  return kind === 'personal'
    ? createPrincipal({ kind, userId: tokenId, ...common })
    : createPrincipal({ kind, ...common });
}
