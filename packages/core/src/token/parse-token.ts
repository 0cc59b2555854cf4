// Token formats: define, generate, parse, mask and hold tokens.
import { isAlphanumeric, isBase58, isRepeated } from '../common/characters.ts';
import { readOwn } from '../common/read-own.ts';
import type { ParseReason } from '../errors/reasons.ts';
import type { TokenKind } from '../principal/principal.ts';
import { BODY_LENGTH, endsWithChecksum } from './checksum.ts';
import { findLookalike } from './find-lookalike.ts';
import { findPrefix } from './find-prefix.ts';
import { lynk } from './lynk.ts';
import type { TokenFormat } from './token-format.ts';

const MIN_BODY = 20;
const MAX_BODY = 128;

/** Options of {@link parseToken}. */
export interface ParseOptions<Environment extends string = string> {
  /** @default lynk */
  readonly format?: TokenFormat<Environment>;
  /**
   * Whether a token without a valid checksum is rejected. Set it if all tokens are issued with one: a typo is then
   * rejected without a database lookup.
   * @default false
   */
  readonly requireChecksum?: boolean;
}

/** A parsed token. It holds no part of the secret and is safe to log. */
export interface ParsedToken<Environment extends string = string> {
  readonly ok: true;
  readonly kind: TokenKind;
  readonly environment: Environment;
  readonly prefix: string;
  /** `unproven`: the body has no valid checksum, as with tokens of other issuers. */
  readonly checksum: 'valid' | 'unproven';
}

/** The result of {@link parseToken}. */
export type ParseResult<Environment extends string = string> =
  | ParsedToken<Environment>
  | { readonly ok: false; readonly reason: ParseReason };

/**
 * Parses a token: its prefix, body and checksum, in one linear pass. Never throws.
 *
 * @param input The string to parse. Any other value counts as missing.
 * @param options The token format, and whether the checksum is required.
 * @returns The parsed token, or the reason why it is not a token.
 * @example
 * ```ts
 * import { parseToken } from '@lynk-auth/core';
 *
 * parseToken('lynk_live_eTQwckTnBE2ACgxiQKRLNmQMdUbac44ZhSgT');
 * // { ok: true, kind: 'personal', environment: 'live', prefix: 'lynk_live_', checksum: 'valid' }
 * parseToken('$INTERLYNK_SECURITY_TOKEN'); // { ok: false, reason: 'unexpanded_variable' }
 * ```
 */
export function parseToken<Environment extends string = 'live' | 'staging' | 'test'>(
  input: string | null | undefined,
  options?: ParseOptions<Environment>,
): ParseResult<Environment> {
  const format = readOwn(options, 'format') ?? (lynk as unknown as TokenFormat<Environment>);
  if (typeof input !== 'string' || input === '') return rejected('missing');
  const row = findPrefix(input, format);
  if (row === undefined) return rejected(findLookalike(input, 0) ?? 'unknown_prefix');

  const { kind, environment, prefix } = row;
  const start = prefix.length;
  if (hasChecksum(input, start)) return { ok: true, kind, environment, prefix, checksum: 'valid' };
  const fault = findFault(input, start);
  if (fault !== undefined) return rejected(fault);
  if (readOwn(options, 'requireChecksum') === true) return rejected('bad_checksum');
  return { ok: true, kind, environment, prefix, checksum: 'unproven' };
}

const rejected = (reason: ParseReason) => ({ ok: false, reason }) as const;

/** Returns what is wrong with the body of a token, apart from its checksum. */
function findFault(input: string, start: number): ParseReason | undefined {
  for (let index = start; index < input.length; index += 1) {
    if (!isAlphanumeric(input.charCodeAt(index))) return findLookalike(input, start) ?? 'bad_character';
  }
  if (isRepeated(input, start)) return 'placeholder';
  if (input.length < start + MIN_BODY) return 'too_short';
  if (input.length > start + MAX_BODY) return 'too_long';
  return undefined;
}

/** Whether a body has the form of those that are issued, and a valid checksum. */
function hasChecksum(text: string, start: number): boolean {
  if (text.length !== start + BODY_LENGTH) return false;
  for (let index = start; index < text.length; index += 1) {
    if (!isBase58(text.charCodeAt(index))) return false;
  }
  return endsWithChecksum(text);
}
