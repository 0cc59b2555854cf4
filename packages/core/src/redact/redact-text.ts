import { isAlphanumeric } from '../common/characters.ts';
import { SHOWN } from '../token/mask-token.ts';
import { COLOR_CODE, MARKUP } from './noise.ts';
import { SECRET_LENGTH } from './patterns.ts';
import { isBreak, readGlued, readHead, readRun, readWrapped } from './read-run.ts';
import type { RedactRules } from './redact-rules.ts';

const BREAKS = /* @__PURE__ */ new RegExp(MARKUP, 'i');
const COLORS = /* @__PURE__ */ new RegExp(COLOR_CODE, 'gi');

/**
 * Masks every token in a string, in linear time. It returns a string without a token unchanged, and is idempotent.
 */
export function redactText(text: string, rules: RedactRules): string {
  const { start } = rules;
  const prefixLengthOf = (head: string) => findPrefixLength(head, rules);
  start.lastIndex = 0;
  let match = start.exec(text);
  if (match === null) return text;
  let result = '';
  let copied = 0;
  // The last run without a secret, so that no part of it is scanned twice.
  let checkedFrom = 0;
  let checkedUntil = 0;
  for (; match !== null; match = start.exec(text)) {
    const isChecked = match.index >= checkedFrom && match.index < checkedUntil;
    const run = isChecked ? { end: checkedUntil, longest: 0 } : readRun(text, start.lastIndex);
    const breaks = isBreak(text, run.end) || BREAKS.test(match[0]);
    const wrapped = breaks ? readWrapped(text, match.index, prefixLengthOf) : undefined;
    const head = wrapped?.head ?? readHead(text, match.index, rules.headLength);
    const prefix = prefixLengthOf(head);
    const known = prefix !== 0;
    const secret = known ? head.length > prefix + SHOWN : run.longest >= SECRET_LENGTH;
    const runEnd = wrapped?.end ?? run.end;
    const end = known || secret ? readGlued(text, runEnd) : runEnd;
    if (!secret && end === runEnd) {
      if (!isChecked) [checkedFrom, checkedUntil] = [start.lastIndex, end];
      // A link or a tag between the letters of the brand may hold a token of its own.
      if (match[0].length > rules.headLength) start.lastIndex = match.index + 1;
      continue;
    }
    const mask = known ? maskOfBody(head, prefix) : maskOfUnknown(head);
    result += text.slice(copied, beforeBackslashes(text, match.index, copied)) + mask;
    // The color codes within a token also apply to what follows it.
    result += text.slice(match.index, end).match(COLORS)?.join('') ?? '';
    copied = text[end] === '…' ? end + 1 : end;
    start.lastIndex = copied;
  }
  return result + text.slice(copied);
}

function findPrefixLength(head: string, rules: RedactRules): number {
  const text = head.toLowerCase();
  return rules.prefixes.find((prefix) => text.startsWith(prefix))?.length ?? 0;
}

/** The mask after a known prefix: the prefix and the first characters of the body. */
function maskOfBody(head: string, prefix: number): string {
  let end = prefix;
  while (end < prefix + SHOWN && isAlphanumeric(head.charCodeAt(end))) end += 1;
  return `${head.slice(0, end)}…`;
}

/** The mask without a known prefix: only the brand and its separator. */
const maskOfUnknown = (head: string): string => `${head.slice(0, head.search(/[_-]/) + 1)}…`;

/** Includes the backslashes of an escape, so that the rest is still valid JSON. */
function beforeBackslashes(text: string, start: number, from: number): number {
  let index = start;
  if (text[index] === '\\') while (index > from && text[index - 1] === '\\') index -= 1;
  return index;
}
