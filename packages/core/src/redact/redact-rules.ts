import { readOwnOptions } from '../common/read-own-options.ts';
import { LynkConfigurationError } from '../errors/errors.ts';
import { isTokenFormat } from '../token/assert-token-format.ts';
import { lynk } from '../token/lynk.ts';
import { SHOWN } from '../token/mask-token.ts';
import type { TokenFormat } from '../token/token-format.ts';
import { nextCharacter } from './noise.ts';
import { ESCAPED_SEPARATOR, escapes } from './patterns.ts';
import { SECRET_HEADERS, toHeaderName } from './secret-headers.ts';

/** The compiled rules of a redactor. */
export interface RedactRules {
  /** The start of a token: a brand and its separator, plain or escaped. Global. */
  readonly start: RegExp;
  /** A mask, as {@link redactText} writes it. */
  readonly mask: RegExp;
  /** The first words of the formats. */
  readonly brands: readonly string[];
  /** The prefixes in lower case, longest first. */
  readonly prefixes: readonly string[];
  /** The length of the longest prefix and one character more than a mask shows. */
  readonly headLength: number;
  /** Names of headers whose values are masked as a whole, as {@link toHeaderName} returns them. */
  readonly headers: ReadonlySet<string>;
}

/** Options of a redactor, as `createRedactor` documents them. */
interface RedactRuleOptions {
  readonly formats?: readonly TokenFormat[];
  readonly headers?: readonly string[];
}

/**
 * Validates options and compiles the rules of a redactor.
 *
 * @param names The options that the caller has.
 * @throws {LynkConfigurationError} if an option is unknown or of the wrong type.
 */
export function readRedactRules(
  caller: string,
  options: RedactRuleOptions,
  names: readonly (keyof RedactRuleOptions)[] = ['formats', 'headers'],
): RedactRules {
  const { formats = [lynk], headers = [] } = readOwnOptions(caller, options, names);
  if (!Array.isArray(formats) || formats.length === 0 || !formats.every(isTokenFormat)) {
    throw new LynkConfigurationError(
      `${caller}: formats must be a list of at least one token format created by defineTokenFormat.`,
    );
  }
  if (!Array.isArray(headers) || !headers.every((name) => typeof name === 'string' && name !== '')) {
    throw new LynkConfigurationError(`${caller}: headers must be a list of header names.`);
  }
  return compileRules(formats, headers);
}

function compileRules(formats: readonly TokenFormat[], headers: readonly string[]): RedactRules {
  const brands = formats.map((format) => format.brand);
  const prefixes = formats.flatMap((format) => format.prefixes.map((row) => row.prefix.toLowerCase()));
  prefixes.sort((a, b) => b.length - a.length);
  const separator = nextCharacter('[_-]', `${ESCAPED_SEPARATOR}|${escapesOf('\\\\+', '_', '-')}`);
  return {
    start: new RegExp(`(?:${brands.map(anyForm).join('|')})${separator}`, 'gi'),
    mask: new RegExp(`(?:(?:${prefixes.join('|')})[0-9a-z]{0,${SHOWN}}|(?:${brands.join('|')})[_-])…`, 'i'),
    brands,
    prefixes,
    headLength: (prefixes[0]?.length ?? 0) + SHOWN + 1,
    headers: new Set([...SECRET_HEADERS, ...headers.map(toHeaderName)]),
  };
}

/** A pattern for a word in which any character may be escaped. */
function anyForm(word: string): string {
  // Only one backslash before the first character: with any number, a long row of backslashes would be scanned
  // again from each position.
  const forms = [...word].map((character, index) => {
    const upper = character.toUpperCase();
    return index === 0
      ? `(?:${character}|${escapesOf('\\\\', character, upper)})`
      : nextCharacter(character, escapesOf('\\\\+', character, upper));
  });
  return forms.join('');
}

/** A pattern for the escapes of any of these characters. */
function escapesOf(backslashes: string, ...characters: readonly string[]): string {
  const codes = (base: number) =>
    `(?:${characters.map((character) => character.charCodeAt(0).toString(base)).join('|')})`;
  return escapes({ hex: codes(16), decimal: codes(10), backslashes });
}
