import { isAlphanumeric } from '../common/characters.ts';

/** One escaped character: the forms that `redact-rules.ts` has patterns for. */
const ESCAPE = /%(?:25)*([0-9a-f]{2})|\\+(?:u00([0-9a-f]{2})|x([0-9a-f]{2})|u\{0*([0-9a-f]{2})\})/iy;

/**
 * Characters that join the two halves of a mistyped token: one or two that bearer credentials may have, control
 * characters or non-ASCII ones (a look-alike letter, a zero-width space), followed by eight body characters. White
 * space, `…` and other punctuation do not.
 */
const GLUE = /[^\s…!-*,:;<>?@[-^`{-}0-9A-Za-z_-]{1,2}(?=[0-9A-Za-z]{8})/y;

/** A run of characters that may be a token. */
export interface Run {
  readonly end: number;
  /** The length of its longest stretch of letters and digits. */
  readonly longest: number;
}

/** Reads a run of letters, digits, `-` and `_`, plain or escaped. */
export function readRun(text: string, start: number): Run {
  let longest = 0;
  let segment = 0;
  const end = eachCharacter(text, start, (code) => {
    segment = isAlphanumeric(code) ? segment + 1 : 0;
    if (segment > longest) longest = segment;
    return true;
  });
  return { end, longest };
}

/** Returns the end of a run, including what is glued to it. */
export function readGlued(text: string, start: number): number {
  let end = start;
  for (;;) {
    GLUE.lastIndex = end;
    if (!GLUE.test(text)) return end;
    end = readRun(text, GLUE.lastIndex).end;
  }
}

/** The first characters of a run, unescaped; at most `limit`. */
export function readHead(text: string, start: number, limit: number): string {
  let head = '';
  eachCharacter(text, start, (code) => {
    head += String.fromCharCode(code);
    return head.length < limit;
  });
  return head;
}

/** Calls `visit` with each character of a run until it returns false. Returns the end. */
function eachCharacter(text: string, start: number, visit: (code: number) => boolean): number {
  let index = start;
  while (index < text.length) {
    let code = text.charCodeAt(index);
    let next = index + 1;
    if (code === 0x25 || code === 0x5c) {
      ESCAPE.lastIndex = index;
      const match = ESCAPE.exec(text);
      if (match === null) break;
      code = Number.parseInt(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '', 16);
      next = ESCAPE.lastIndex;
    }
    if (!isAlphanumeric(code) && code !== 0x5f && code !== 0x2d) break;
    index = next;
    if (!visit(code)) break;
  }
  return index;
}
