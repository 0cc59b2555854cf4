import { ESCAPE_CODE, MARGIN } from './noise.ts';
import { readRun } from './read-run.ts';
import type { RedactRules } from './redact-rules.ts';

/** Characters that are never within a token, its escapes, or what may join its halves, apart from {@link OPEN}. */
const BOUNDARY = /[!"$'(),?@\]]/;

/** The margin of a line, which a wrapped token may contain. */
const INDENTATION = /* @__PURE__ */ (() =>
  new RegExp(`(?:[\\n\\r\\v\\f\\x85\\u2028\\u2029]|\\\\[nr]|0[ad];?|&#x?(?:a|d|1[03]);)${MARGIN}*$`, 'i'))();

/** A code of a terminal or a tag that has not ended yet, which a token may contain. */
const OPEN = /* @__PURE__ */ (() => {
  const code = `${ESCAPE_CODE}(?:\\[[0-?]*[ -/]*|\\][^\\x07\\x1b\\\\\\r\\n]*|[()*+])$`;
  return new RegExp(`${code}|(?:<|\\\\u003c|&lt;)/?[a-z][^<>]{0,128}$`, 'i');
})();
/** The greatest length of one, and of a margin. */
const MAX_OPEN = 1100;
const MAX_MARGIN = 80;

/** Complete lines that hold no escape. */
const PLAIN_LINES = /^[0-9A-Za-z_./:;{}[\]\r\n-]*\n$/;

/** The length that is enough to recognize the beginning of a token. */
const KEPT = 512;

/** A place to cut a string. */
export interface Cut {
  readonly position: number;
  /** Whether the part before it ends with a token that may continue. */
  readonly withinToken: boolean;
}

/**
 * Finds where a string can be cut, so that its parts can be redacted one by one: no token is on both sides.
 *
 * @param text The string to cut.
 * @param checked The length of its beginning that is known to have no place to cut.
 * @param rules The rules of the redactor.
 * @param maxPending The greatest length of what is left, in characters.
 */
export function findCut(text: string, checked: number, rules: RedactRules, maxPending: number): Cut {
  let position = text.length;
  while (position > checked && !isBoundary(text, position - 1)) position -= 1;
  if (position === checked) position = 0;
  const rest = text.slice(position);
  if (isPlain(rest, rules)) return { position: text.length, withinToken: false };
  return position > 0 || text.length <= maxPending ? { position, withinToken: false } : cutRun(text, rules);
}

function isBoundary(text: string, index: number): boolean {
  const character = text.charAt(index);
  const isBlank = character === ' ' || character === '\t';
  if (!isBlank && !BOUNDARY.test(character)) return false;
  const before = text.slice(Math.max(0, index - MAX_OPEN), index + 1);
  return !OPEN.test(before) && !(isBlank && INDENTATION.test(before.slice(-MAX_MARGIN)));
}

/** Whether a string is complete lines without a part of a token. */
function isPlain(text: string, { start, brands }: RedactRules): boolean {
  if (!PLAIN_LINES.test(text)) return false;
  start.lastIndex = 0;
  if (start.test(text)) return false;
  const line = text.trimEnd().toLowerCase();
  return !brands.some((brand) => endsWithBeginning(line, brand));
}

const endsWithBeginning = (line: string, brand: string): boolean =>
  [...brand].some((_, index) => line.endsWith(brand.slice(0, index + 1)));

/** Cuts a string without any boundary: before the last token, or after one that is longer than the whole string. */
function cutRun(text: string, { start }: RedactRules): Cut {
  const position = text.length - KEPT;
  start.lastIndex = 0;
  for (let match = start.exec(text); match !== null && match.index < position; match = start.exec(text)) {
    if (readRun(text, start.lastIndex).end < position) continue;
    if (match.index === 0) return { position: text.length, withinToken: true };
    return { position: match.index, withinToken: false };
  }
  return { position, withinToken: false };
}
