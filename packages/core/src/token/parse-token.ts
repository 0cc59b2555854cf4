import { isAlphanumeric, isRepeated, isUnmistakable } from '../common/characters.ts';
import type { ParseReason } from '../errors/reasons.ts';
import type { TokenKind } from '../principal/principal.ts';
import { CHECKSUM_LENGTH, endsWithChecksum, RANDOM_LENGTH } from './checksum.ts';
import { findLookalike } from './find-lookalike.ts';
import { findPrefix } from './find-prefix.ts';
import { lynk } from './lynk.ts';
import type { TokenFormat } from './token-format.ts';

const MIN_BODY = 20;
const MAX_BODY = 128;

/** What {@link parseToken} may be told. */
export interface ParseOptions<Environment extends string = string> {
  /** @default lynk */
  readonly format?: TokenFormat<Environment>;
  /**
   * Whether a token without a valid checksum is refused. A server that issues all of its tokens
   * with one says true, and so refuses a typo without a read of its database.
   * @default false
   */
  readonly requireChecksum?: boolean;
}

/** A token that could be read. It holds no part of the secret, and may be logged. */
export interface ParsedToken<Environment extends string = string> {
  readonly ok: true;
  readonly kind: TokenKind;
  readonly environment: Environment;
  readonly prefix: string;
  /** `unproven`: the body carries no checksum that proves itself, as tokens issued by others. */
  readonly checksum: 'valid' | 'unproven';
}

/** What {@link parseToken} found. */
export type ParseResult<Environment extends string = string> =
  | ParsedToken<Environment>
  | { readonly ok: false; readonly reason: ParseReason };

/**
 * Reads a token: its prefix, its body, its checksum. Never throws; one pass, linear in the input.
 *
 * @param input What should be a token. Anything that is no string counts as missing.
 * @param options The format, and whether the checksum is required.
 * @returns What the token says of itself, or the most telling reason why it is none.
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
  const format = options?.format ?? (lynk as unknown as TokenFormat<Environment>);
  if (typeof input !== 'string' || input === '') return refused('missing');
  const row = findPrefix(input, format);
  if (row === undefined) return refused(findLookalike(input, 0) ?? 'unknown_prefix');

  const start = row.prefix.length;
  for (let index = start; index < input.length; index += 1) {
    if (!isAlphanumeric(input.charCodeAt(index))) {
      return refused(findLookalike(input, start) ?? 'bad_character');
    }
  }
  if (isRepeated(input, start)) return refused('placeholder');
  if (input.length < start + MIN_BODY) return refused('too_short');
  if (input.length > start + MAX_BODY) return refused('too_long');

  const checksum = hasChecksum(input, start) ? 'valid' : 'unproven';
  if (checksum !== 'valid' && options?.requireChecksum === true) return refused('bad_checksum');
  const { kind, environment, prefix } = row;
  return { ok: true, kind, environment, prefix, checksum };
}

const refused = (reason: ParseReason) => ({ ok: false, reason }) as const;

/** Of a body that is known to be alphanumeric. */
function hasChecksum(text: string, start: number): boolean {
  if (text.length !== start + RANDOM_LENGTH + CHECKSUM_LENGTH) return false;
  for (let index = start; index < text.length; index += 1) {
    if (!isUnmistakable(text.charCodeAt(index))) return false;
  }
  return endsWithChecksum(text);
}
