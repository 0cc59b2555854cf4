import {
  assertOption,
  assertOptions,
  assertPermissions,
  createPrincipal,
  isJsonType,
  lynk,
  type Principal,
  parseToken,
  type TokenFormat,
  type TokenKind,
} from '@lynk-auth/core';
import type { LookupResult, Source } from '@lynk-auth/verifier';
import { accept, refused } from './accept.ts';
import { createRemoteSource } from './create-remote-source.ts';
import { failureOf } from './failure-of.ts';
import { post } from './post.ts';
import { checkBody, readCheck } from './read-check.ts';
import { type RemoteOptions, readRemoteOptions, remoteOptionNames } from './read-options.ts';

const caller = 'createCheckSource';

/** All that is known of a token that the API took. */
export interface CheckedToken {
  /** As its prefix says. */
  readonly kind: TokenKind;
  readonly environment: string;
  /** `sha256:` and 32 hexadecimal digits; see {@link createCheckSource}. */
  readonly tokenId: string;
  readonly organization: { readonly id: string; readonly name: string };
  /** The option. */
  readonly permissions: readonly string[];
  /** In epoch milliseconds; `null` where the API does not say, or never. */
  readonly expiresAt: number | null;
}

/** What {@link createCheckSource} is given. */
export interface CheckOptions extends RemoteOptions {
  /**
   * What a token that the API takes may do *here*, at least one. What it may do there, the check does
   * not tell.
   */
  readonly permissions: readonly string[];
  /**
   * Makes a principal of what is known; `null` refuses the token. For a service that serves one
   * organization only, or gives one kind of token more than the other.
   * @default `permissions` for every token; a personal one's `userId` is its `tokenId`
   */
  readonly toPrincipal?: ((checked: CheckedToken) => Principal | null) | undefined;
  /**
   * Whose tokens they are; those of another product are never sent.
   * @default lynk
   */
  readonly format?: TokenFormat | undefined;
}

/**
 * Makes a source that asks the API itself, with the token that is to be checked: the check query of
 * the contract, for a service beside an API that offers no introspection.
 *
 * The API then says which organization the token belongs to, and little else:
 *
 * - `tokenId` is made here: `sha256:` and the first 32 hexadecimal digits of the digest that the
 *   verifier looks up. The same token has the same one everywhere, and nobody finds the token by it.
 * - A personal token's user is not told. By default `userId` is the `tokenId`, which is nobody's id:
 *   two tokens of one user are two.
 * - `permissions` are those of the option.
 *
 * A 401 refuses the token. So does a 403 in JSON, as the API writes it (reason `role_gone`): the token
 * may not even read its organization. All else is an error, never an acceptance.
 *
 * @param options Where to ask, what a token may do here, and for how long an answer may be used.
 * @returns The source. Its lookup rejects with a {@link LynkError} where the API cannot tell; a verifier
 *   makes `unavailable` (503) of it.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
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
  assertOptions(caller, options, [...remoteOptionNames, 'permissions', 'toPrincipal', 'format']);
  const settings = readRemoteOptions(caller, options);
  const { toPrincipal = toPseudonym, format = lynk } = options;
  assertPermissions(caller, options.permissions);
  assertOption(caller, typeof toPrincipal === 'function', 'toPrincipal must be a function');
  assertOption(caller, Array.isArray(format?.prefixes), 'format must be made by defineTokenFormat');
  const permissions = Object.freeze([...options.permissions]);

  return createRemoteSource(settings, async ({ token, digests, signal }): Promise<LookupResult> => {
    const parsed = parseToken(token, { format });
    // What is no token of the format is never sent.
    if (!parsed.ok) return refused;
    const { kind, environment } = parsed;
    const tokenId = tokenIdOf(digests);
    const answer = await post(settings, {
      contentType: 'application/json',
      authorization: `Bearer ${token}`,
      body: checkBody,
      signal,
    });
    const { status, headers } = answer;
    if (status === 401) return refused;
    // In another type it is not the API that speaks, but what stands before it; nor of the token.
    if (status === 403 && isJsonType(headers.get('content-type'))) {
      return { ok: false, reason: 'role_gone', tokenId };
    }
    if (status !== 200) throw failureOf(status);
    const { organization, expiresAt } = readCheck(answer);
    const checked = Object.freeze({ kind, environment, tokenId, organization, permissions, expiresAt });
    return accept(toPrincipal(checked), { validUntil: expiresAt, now: settings.clock.wall() });
  });
}

function tokenIdOf([digest]: readonly Uint8Array[]): string {
  if (digest === undefined) throw new TypeError('A lookup needs a digest.');
  const hex = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0'));
  return `sha256:${hex.join('')}`;
}

function toPseudonym({ kind, tokenId, organization, permissions, expiresAt }: CheckedToken): Principal {
  const common = { tokenId, organizationId: organization.id, permissions, expiresAt };
  return kind === 'personal'
    ? createPrincipal({ kind, userId: tokenId, ...common })
    : createPrincipal({ kind, ...common });
}
