import { isSecurityToken } from '../token/security-token.ts';
import type { RedactRules } from './redact-rules.ts';
import { redactText } from './redact-text.ts';

/** The known auth-schemes. Any other word might be part of the credentials. */
const SCHEME = /^[ \t]*(bearer|basic|digest|token|negotiate|dpop)(?=[ \t]|$)/i;

/** More lines than any request has. A sparse array may have any length. */
const MAX_LINES = 1000;

/**
 * Redacts the value of a header that is secret as a whole. It shows the auth-scheme, and the mask if the value holds a
 * token of the formats.
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
