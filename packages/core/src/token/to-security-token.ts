import { LynkTokenError } from '../errors/errors.ts';
import { explainRejection } from './explain-rejection.ts';
import { parseToken } from './parse-token.ts';
import { isSecurityToken, SecurityToken } from './security-token.ts';
import type { TokenFormat } from './token-format.ts';

/**
 * Takes a token of the format, or the text of one; throws a {@link LynkTokenError} that begins with
 * `caller` for all else.
 */
export function toSecurityToken(value: unknown, format: TokenFormat, caller: string): SecurityToken {
  const text = isSecurityToken(value) ? value.reveal() : (value as string);
  const parsed = parseToken(text, { format });
  if (!parsed.ok) {
    throw new LynkTokenError(parsed.reason, `${caller}: ${explainRejection(parsed.reason, format)}.`);
  }
  return isSecurityToken(value) ? value : new SecurityToken(text, { format });
}
