import { isSecurityToken } from '../token/security-token.ts';
import type { RedactRules } from './redact-rules.ts';
import { redactText } from './redact-text.ts';

/** The words in front of credentials; any other word might be a part of them. */
const SCHEME = /^[ \t]*(bearer|basic|digest|token|negotiate|dpop)(?=[ \t]|$)/i;

/** More lines than any request has: a sparse array may claim to have any number. */
const MAX_LINES = 1000;

/**
 * What may be seen of the value of a header that is secret as a whole: the authentication scheme,
 * and the mask where the value holds one of our tokens.
 */
export function redactHeader(value: unknown, rules: RedactRules): unknown {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return redactHeaderText(value, rules);
  if (Array.isArray(value) && value.length <= MAX_LINES) return value.map((line) => redactLine(line, rules));
  return redactLine(value, rules);
}

function redactLine(value: unknown, rules: RedactRules): string {
  if (typeof value === 'string') return redactHeaderText(value, rules);
  return isSecurityToken(value) ? redactText(value.mask, rules) : '…';
}

function redactHeaderText(value: string, rules: RedactRules): string {
  const [word = '', scheme = ''] = SCHEME.exec(value) ?? [];
  const rest = value.slice(word.length);
  if (rest.trim() === '') return scheme;
  const mask = rules.mask.exec(redactText(rest, rules))?.[0] ?? '…';
  return scheme === '' ? mask : `${scheme} ${mask}`;
}
