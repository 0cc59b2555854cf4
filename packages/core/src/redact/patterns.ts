// The ways in which logs, terminals and documents write a character, as sources of regular expressions. Repetitions
// that could be scanned again from each position have a bound, so that the whole scan stays linear.

/** A run of this many letters and digits after a brand counts as a secret, whatever the prefix. */
export const SECRET_LENGTH = 16;

/** The codes of the characters that an escape may stand for. */
interface EscapedCodes {
  /** In hexadecimal: two digits. */
  readonly hex: string;
  /** In decimal. */
  readonly decimal: string;
  /** The pattern of the backslashes before a code. Default: one or more. */
  readonly backslashes?: string;
}

/** `%5f`, `%255f`, `%u005f`, `=5F` (RFC 2045), `\u005f`, `\\u005f`, `\u{5f}`, `\x5f`, `\U0000005f`, `&#95;`, `&amp;#x5f;`. */
export function escapes({ hex, decimal, backslashes = '\\\\+' }: EscapedCodes): string {
  const backslash = `${backslashes}(?:U0{6}${hex}|u00${hex}|x${hex}|[ux]\\{0*${hex}\\})`;
  const entity = `&(?:amp;){0,4}#(?:x0{0,6}${hex}|0{0,6}${decimal});`;
  return `%(?:25)*(?:u00)?${hex}|=(?:3d){0,4}${hex}|${backslash}|${entity}`;
}

/** An underscore or a hyphen as Markdown and HTML write it: `\_`, `\-`, `&lowbar;`. */
export const ESCAPED_SEPARATOR = '\\\\+[_-]|&(?:amp;){0,4}(?:lowbar|underbar);';

/** Any escaped character of a token. */
export const ESCAPED_CHARACTER = /* @__PURE__ */ (() =>
  `${escapes({ hex: '[0-9a-f]{2}', decimal: '\\d{2,3}' })}|${ESCAPED_SEPARATOR}`)();

/**
 * Characters that join the two halves of a mistyped token: one or two that bearer credentials may have, control
 * characters or non-ASCII ones (a look-alike letter, a zero-width space), followed by eight body characters. White
 * space, `…` and other punctuation do not.
 */
export const GLUE = '[^\\s…!-*,:;<>?@[-^`{-}0-9A-Za-z_-]{1,2}(?=[0-9A-Za-z]{8})';

/** Compiles a pattern that matches at `lastIndex` only. */
export const sticky = (source: string): RegExp => new RegExp(source, 'iy');

/** Returns the code of the character that a match of {@link ESCAPED_CHARACTER} stands for. */
export function codeOfEscape(match: string): number {
  const [, decimal, hex] = /#0*(\d+);$|([0-9a-f]{2})[};]?$/i.exec(match) ?? [];
  if (decimal !== undefined) return Number.parseInt(decimal, 10);
  if (hex !== undefined) return Number.parseInt(hex, 16);
  return match.endsWith('-') ? 0x2d : 0x5f;
}
