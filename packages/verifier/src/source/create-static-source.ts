import { createPrincipal, isPrincipal, type Principal } from '@lynk-auth/core';
import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';
import { toHex } from '../digest/to-hex.ts';
import { parseNetwork } from '../networks.ts';
import type { LookupResult, Source } from './source.ts';

/** A token of a static source. */
export interface StaticToken {
  /**
   * The SHA-256 of the token, as 64 hexadecimal digits: what `printf %s "$TOKEN" | sha256sum` prints.
   */
  readonly sha256: string;
  /** The principal of the token. The token expires at its `expiresAt`. */
  readonly principal: Principal;
  /**
   * The networks from which the token may be used, as CIDR.
   * @default all
   */
  readonly networks?: readonly string[] | undefined;
}

const caller = 'createStaticSource';
const SHA256 = /^[0-9a-f]{64}$/i;

/**
 * Creates a source from tokens in the configuration, by their digests: for a service with a few tokens and
 * no database. To revoke a token, remove it and restart the process.
 *
 * @param tokens The tokens, at least one; or a function that returns them, which runs at the first verification: for
 *   programs that are loaded where the configuration is missing, such as a build. Until it returns valid tokens, every
 *   result is `unavailable`.
 * @returns The source. Its results are valid until the process ends.
 * @throws {LynkConfigurationError} if the list is empty, or a row is wrong or repeated. The message holds no
 *   value.
 * @example
 * ```ts
 * import { createStaticSource, createVerifier } from '@lynk-auth/verifier';
 *
 * const source = createStaticSource([
 *   {
 *     sha256: '0f6b8d2f5f0e6a1b9c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293',
 *     principal: {
 *       kind: 'service',
 *       tokenId: 'ci',
 *       organizationId: 'acme',
 *       permissions: ['view_sboms'],
 *       expiresAt: null,
 *     },
 *   },
 * ]);
 * const verifier = createVerifier({ source });
 * ```
 */
export function createStaticSource(tokens: readonly StaticToken[] | (() => readonly StaticToken[])): Source {
  let results = typeof tokens === 'function' ? undefined : readTokens(tokens);
  const unknown: LookupResult = { ok: false, reason: 'unknown' };
  return Object.freeze<Source>({
    lookup(_token, digests) {
      results ??= readTokens((tokens as () => readonly StaticToken[])());
      for (const digest of digests) {
        const result = results.get(toHex(digest));
        if (result !== undefined) return result;
      }
      return unknown;
    },
    freshness: { kind: 'fixed' },
  });
}

function readTokens(tokens: readonly StaticToken[]): ReadonlyMap<string, LookupResult> {
  assertOption(
    caller,
    Array.isArray(tokens) && tokens.length > 0,
    'tokens must be a list with at least one token, or a function that returns it',
  );
  const results = new Map<string, LookupResult>();
  for (const [index, token] of tokens.entries()) {
    const { sha256, result } = readToken(`${caller}: token ${index + 1}`, token);
    assertOption(caller, !results.has(sha256), `token ${index + 1} has the digest of another token`);
    results.set(sha256, result);
  }
  return results;
}

function readToken(caller: string, token: StaticToken): { sha256: string; result: LookupResult } {
  const { sha256, principal, networks } = readOwnOptions(caller, token, ['sha256', 'principal', 'networks']);
  assertOption(
    caller,
    typeof sha256 === 'string' && SHA256.test(sha256),
    'sha256 must be the 64 hexadecimal digits of a SHA-256; never put the token itself there',
  );
  assertOption(caller, isPrincipal(principal), 'principal must be a complete principal');
  assertOption(
    caller,
    networks === undefined ||
      (Array.isArray(networks) && networks.every((text) => parseNetwork(text) !== null)),
    'networks must be a list of networks in CIDR notation',
  );
  const { expiresAt: validUntil } = principal;
  const result: LookupResult = {
    ok: true,
    principal: createPrincipal(principal),
    validUntil,
    networks: networks === undefined ? null : [...networks],
  };
  return { sha256: sha256.toLowerCase(), result };
}
