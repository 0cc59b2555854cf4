import { isAlphanumeric } from '../common/characters.ts';
import { BODY_LENGTH } from '../token/checksum.ts';
import { INVISIBLE, MARKUP } from './noise.ts';
import { codeOfEscape, ESCAPED_CHARACTER, GLUE, sticky } from './patterns.ts';

const ESCAPE = /* @__PURE__ */ sticky(ESCAPED_CHARACTER);
const UNSEEN = /* @__PURE__ */ sticky(INVISIBLE);
const BREAK = /* @__PURE__ */ sticky(MARKUP);

/** No prefix is longer: a format has three words of at most 32 characters. */
const MAX_PREFIX = 99;

const GLUE_START = /* @__PURE__ */ sticky(GLUE);

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
    GLUE_START.lastIndex = end;
    if (!GLUE_START.test(text)) return end;
    end = readRun(text, GLUE_START.lastIndex).end;
  }
}

/** The first characters of a run, unescaped; at most `limit`. */
export function readHead(text: string, start: number, limit: number): string {
  return readCharacters(text, start, limit).head;
}

/** Returns whether a line break or the markup of a part begins here. */
export function isBreak(text: string, index: number): boolean {
  let next = index;
  for (let length = 1; length > 0; next += length) length = lengthAt(UNSEEN, text, next);
  return lengthAt(BREAK, text, next) > 0;
}

/** Returns what follows a run at the beginning of a string. */
export function skipRun(text: string): string {
  return text.slice(readRun(text, 0).end);
}

/** Reads a token that is wrapped over several lines, or of which a part is formatted: `undefined` unless its body has exactly the length of one. */
export function readWrapped(
  text: string,
  start: number,
  prefixLengthOf: (head: string) => number,
): { readonly end: number; readonly head: string } | undefined {
  const prefix = prefixLengthOf(readCharacters(text, start, MAX_PREFIX, true).head);
  if (prefix === 0) return undefined;
  const whole = readCharacters(text, start, prefix + BODY_LENGTH, true);
  const complete = whole.head.length === prefix + BODY_LENGTH && !/[_-]/.test(whole.head.slice(prefix));
  if (!complete || readHead(text, whole.end, 1) !== '') return undefined;
  return whole;
}

function readCharacters(text: string, start: number, limit: number, wrapped = false) {
  let head = '';
  const end = eachCharacter(
    text,
    start,
    (code) => {
      head += String.fromCharCode(code);
      return head.length < limit;
    },
    wrapped,
  );
  return { head, end };
}

/**
 * Calls `visit` with each character of a run until it returns false. Skips what is invisible and, in a wrapped run,
 * line breaks and markup. Returns the end of the last character.
 */
function eachCharacter(
  text: string,
  start: number,
  visit: (code: number) => boolean,
  wrapped = false,
): number {
  let end = start;
  let index = start;
  while (index < text.length) {
    let code = text.charCodeAt(index);
    let next = index + 1;
    if (!isRunCharacter(code)) {
      const skipped = lengthAt(UNSEEN, text, index) || (wrapped ? lengthAt(BREAK, text, index) : 0);
      if (skipped > 0) {
        index += skipped;
        continue;
      }
      ESCAPE.lastIndex = index;
      const match = ESCAPE.exec(text);
      if (match === null) break;
      code = codeOfEscape(match[0]);
      if (!isRunCharacter(code)) break;
      next = ESCAPE.lastIndex;
    }
    index = next;
    end = next;
    if (!visit(code)) break;
  }
  return end;
}

const isRunCharacter = (code: number): boolean => isAlphanumeric(code) || code === 0x5f || code === 0x2d;

function lengthAt(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex - index : 0;
}
