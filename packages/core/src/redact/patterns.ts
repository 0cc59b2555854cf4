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

/** `%5f`, `%255f`, `=5F` (RFC 2045), `\u005f`, `\\u005f`, `\u{5f}`, `\x5f`, `&#95;`, `&amp;#x5f;`. */
export function escapes({ hex, decimal, backslashes = '\\\\+' }: EscapedCodes): string {
  const backslash = `${backslashes}(?:u00${hex}|x${hex}|u\\{0*${hex}\\})`;
  const entity = `&(?:amp;){0,4}#(?:x0{0,6}${hex}|0{0,6}${decimal});`;
  return `%(?:25)*${hex}|=(?:3d){0,4}${hex}|${backslash}|${entity}`;
}

/** An underscore or a hyphen as Markdown and HTML write it: `\_`, `\-`, `&lowbar;`. */
export const ESCAPED_SEPARATOR = '\\\\+[_-]|&(?:amp;){0,4}(?:lowbar|underbar);';

/** Any escaped character of a token. */
export const ESCAPED_CHARACTER = /* @__PURE__ */ (() =>
  `${escapes({ hex: '[0-9a-f]{2}', decimal: '\\d{2,3}' })}|${ESCAPED_SEPARATOR}`)();

/** A color code of a terminal (ECMA-48, SGR and EL), plain or escaped as in JSON. */
export const COLOR_CODE = '(?:\\x1b|\\\\+(?:u001b|x1b|033|e))\\[[0-9;:]{0,32}[mK]';

/** A line break within a token: also of a shell (`\`), of RFC 2045 (`=`), escaped as in JSON, with indentation or a quote mark. */
export const LINE_BREAK = '[=\\\\]?(?:\\r?\\n|(?:\\\\+r)?\\\\+n)[ \\t>|#*]{0,16}';

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
