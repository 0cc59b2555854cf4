import { lynk } from '../token/lynk.ts';
import type { TokenFormat } from '../token/token-format.ts';
import type { Redactor } from './create-redactor.ts';
import { redactHeader } from './redact-header.ts';
import { type RedactRules, readRedactRules, toHeaderName } from './redact-rules.ts';
import { redactText } from './redact-text.ts';

/** Deeper values do not become part of an error. */
const MAX_DEPTH = 64;

/**
 * Creates a redactor for what a client receives: strings, headers and parsed JSON. It is a fraction of the size of
 * `createRedactor`, which also copies errors, classes and bytes.
 *
 * @param format The token format.
 * @returns The redactor. Any other value than a string or a plain object is returned as it is.
 */
export function createJsonRedactor(format: TokenFormat = lynk): Redactor {
  const rules = readRedactRules('createJsonRedactor', { formats: [format] });
  return <T>(value: T) => copy(value, rules, 0) as T;
}

function copy(value: unknown, rules: RedactRules, depth: number): unknown {
  if (typeof value === 'string') return redactText(value, rules);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => copy(item, rules, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      redactText(key, rules),
      rules.headers.has(toHeaderName(key)) ? redactHeader(item, rules) : copy(item, rules, depth + 1),
    ]),
  );
}
