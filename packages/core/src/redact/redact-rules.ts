import { SHOWN } from '../token/mask-token.ts';
import type { TokenFormat } from '../token/token-format.ts';

/** The compiled rules of a redactor. */
export interface RedactRules {
  /** The start of a token: a brand and its separator, plain or escaped. Global. */
  readonly start: RegExp;
  /** A mask, as {@link redactText} writes it. */
  readonly mask: RegExp;
  /** The prefixes in lower case, longest first. */
  readonly prefixes: readonly string[];
  /** The length of the longest prefix and one character more than a mask shows. */
  readonly headLength: number;
  /** Names of headers, in lower case, whose values are masked as a whole. */
  readonly headers: ReadonlySet<string>;
}

/** Headers with credentials of any vendor. */
const SECRET_HEADERS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key'] as const;

/** Compiles the rules of a redactor. */
export function compileRules(formats: readonly TokenFormat[], headers: readonly string[]): RedactRules {
  const brands = formats.map((format) => format.brand);
  const prefixes = formats.flatMap((format) => format.prefixes.map((row) => row.prefix.toLowerCase()));
  prefixes.sort((a, b) => b.length - a.length);
  const separator = `(?:[_-]|${escapes('\\\\+', '_', '-')})`;
  return {
    start: new RegExp(`(?:${brands.map(anyForm).join('|')})${separator}`, 'gi'),
    mask: new RegExp(`(?:(?:${prefixes.join('|')})[0-9a-z]{0,${SHOWN}}|(?:${brands.join('|')})[_-])…`, 'i'),
    prefixes,
    headLength: (prefixes[0]?.length ?? 0) + SHOWN + 1,
    headers: new Set([...SECRET_HEADERS, ...headers.map((name) => name.toLowerCase())]),
  };
}

/** A pattern for a word in which any character may be escaped. */
function anyForm(word: string): string {
  // Only one backslash before the first character: with any number, a long row of backslashes would be scanned
  // again from each position.
  const forms = [...word].map((character, index) => {
    const upper = character.toUpperCase();
    return `(?:${character}|${escapes(index === 0 ? '\\\\' : '\\\\+', character, upper)})`;
  });
  return forms.join('');
}

/** Patterns for `%5f`, `%255f`, `\u005f`, `\\u005f`, `\u{5f}` and `\x5f`. */
function escapes(backslashes: string, ...characters: string[]): string {
  const codes = characters.map((character) => character.charCodeAt(0).toString(16)).join('|');
  return `%(?:25)*(?:${codes})|${backslashes}(?:u00(?:${codes})|x(?:${codes})|u\\{0*(?:${codes})\\})`;
}
