import { isAlphanumeric } from '../common/characters.ts';
import { SHOWN } from '../token/mask-token.ts';
import { readGlued, readHead, readRun } from './read-run.ts';
import type { RedactRules } from './redact-rules.ts';

/** So many letters and digits in a row, behind a brand, are taken for a secret whatever the prefix. */
const SECRET_LENGTH = 16;

/**
 * Masks every token in a text; linear in its length. A text without one is returned as it is.
 * Masking what is masked changes nothing.
 */
export function redactText(text: string, rules: RedactRules): string {
  const { start } = rules;
  start.lastIndex = 0;
  let match = start.exec(text);
  if (match === null) return text;
  let result = '';
  let copied = 0;
  // Up to here a run was found to be harmless, so that no part of it is read twice.
  let checkedUntil = 0;
  for (; match !== null; match = start.exec(text)) {
    const head = readHead(text, match.index, rules.headLength);
    const prefix = findPrefixLength(head, rules);
    if (prefix === 0 && match.index < checkedUntil) continue;
    const run = readRun(text, start.lastIndex);
    const known = prefix !== 0;
    const secret = known ? head.length > prefix + SHOWN : run.longest >= SECRET_LENGTH;
    const end = known || secret ? readGlued(text, run.end) : run.end;
    if (!secret && end === run.end) {
      checkedUntil = end;
      continue;
    }
    const mask = known ? maskOfBody(head, prefix) : maskOfUnknown(head);
    result += text.slice(copied, beforeBackslashes(text, match.index, copied)) + mask;
    copied = text[end] === '…' ? end + 1 : end;
    start.lastIndex = copied;
  }
  return result + text.slice(copied);
}

function findPrefixLength(head: string, rules: RedactRules): number {
  const text = head.toLowerCase();
  return rules.prefixes.find((prefix) => text.startsWith(prefix))?.length ?? 0;
}

/** Behind a known prefix: that, and the first characters of the body. */
function maskOfBody(head: string, prefix: number): string {
  let end = prefix;
  while (end < prefix + SHOWN && isAlphanumeric(head.charCodeAt(end))) end += 1;
  return `${head.slice(0, end)}…`;
}

/** Behind what is no prefix: only the brand and its separator. */
const maskOfUnknown = (head: string): string => `${head.slice(0, head.search(/[_-]/) + 1)}…`;

/** An escape's backslashes go with it: what stays behind must still be JSON. */
function beforeBackslashes(text: string, start: number, from: number): number {
  let index = start;
  if (text[index] === '\\') while (index > from && text[index - 1] === '\\') index -= 1;
  return index;
}
