import { LynkTokenError } from '../common/errors.ts';
import { explainRejection } from './explain-rejection.ts';
import { parseToken } from './parse-token.ts';
import type { Scheme } from './scheme.ts';
import { isSecurityToken, SecurityToken } from './security-token.ts';

/**
 * Takes a token of the scheme, or the text of one; throws a {@link LynkTokenError} that begins with
 * `subject` for all else.
 */
export function acceptToken(value: unknown, scheme: Scheme, subject: string): SecurityToken {
  const text = isSecurityToken(value) ? value.reveal() : (value as string);
  const parsed = parseToken(text, { scheme });
  if (!parsed.ok) {
    throw new LynkTokenError(parsed.reason, `${subject}: ${explainRejection(parsed.reason, scheme)}.`);
  }
  return isSecurityToken(value) ? value : new SecurityToken(text, { scheme });
}
