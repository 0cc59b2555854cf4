import { assertOption, assertOptions, createPrincipal, isPrincipal, type Principal } from '@lynk-auth/core';
import { parseNetwork } from './networks.ts';
import type { LookupResult, Source } from './source.ts';

/** A token of a static source. */
export interface StaticToken {
  /**
   * The SHA-256 of the token's text, as 64 hexadecimal digits: what
   * `printf %s "$TOKEN" | sha256sum` prints.
   */
  readonly sha256: string;
  /** Who it is. Its `expiresAt` is when the token ends. */
  readonly principal: Principal;
  /**
   * The networks from which it may be used, as CIDR.
   * @default everywhere
   */
  readonly networks?: readonly string[] | undefined;
}

const caller = 'createStaticSource';
const SHA256 = /^[0-9a-f]{64}$/i;

/**
 * Makes a source of tokens that stand in the configuration, by their digests: for those who have a
 * few tokens and no database. A token is revoked by taking it out and starting anew.
 *
 * @param tokens The tokens; none is refused, since it would let nobody in.
 * @returns The source; its answers hold until the process ends.
 * @throws {LynkConfigurationError} for a wrong or a repeated row. The message holds no value.
 * @example
 * ```ts
 * import type { Principal } from '@lynk-auth/core';
 * import { createStaticSource, createVerifier } from '@lynk-auth/verifier';
 *
 * declare const digest: string;
 * declare const principal: Principal;
 *
 * const verifier = createVerifier({ source: createStaticSource([{ sha256: digest, principal }]) });
 * ```
 */
export function createStaticSource(tokens: readonly StaticToken[]): Source {
  assertOption(
    caller,
    Array.isArray(tokens) && tokens.length > 0,
    'there must be a list of tokens, at least one',
  );
  const answers = new Map<string, LookupResult>();
  for (const [index, token] of tokens.entries()) {
    const { sha256, answer } = readToken(`${caller}: token ${index + 1}`, token);
    assertOption(caller, !answers.has(sha256), `token ${index + 1} has the digest of another one`);
    answers.set(sha256, answer);
  }
  const unknown: LookupResult = { ok: false, reason: 'unknown' };
  return Object.freeze<Source>({
    lookup(_token, digests) {
      for (const digest of digests) {
        const answer = answers.get(hexOf(digest));
        if (answer !== undefined) return answer;
      }
      return unknown;
    },
    freshness: { kind: 'fixed' },
  });
}

function readToken(caller: string, token: StaticToken): { sha256: string; answer: LookupResult } {
  assertOptions(caller, token, ['sha256', 'principal', 'networks']);
  const { sha256, principal, networks } = token;
  assertOption(
    caller,
    typeof sha256 === 'string' && SHA256.test(sha256),
    'sha256 must be the 64 hexadecimal digits of a SHA-256; the token itself must not stand there',
  );
  assertOption(caller, isPrincipal(principal), 'principal must be a complete principal');
  assertOption(
    caller,
    networks === undefined ||
      (Array.isArray(networks) && networks.every((text) => parseNetwork(text) !== null)),
    'networks must be a list of networks in CIDR notation',
  );
  const { expiresAt: validUntil } = principal;
  const answer: LookupResult = {
    ok: true,
    principal: createPrincipal(principal),
    validUntil,
    networks: networks === undefined ? null : [...networks],
  };
  return { sha256: sha256.toLowerCase(), answer };
}

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
