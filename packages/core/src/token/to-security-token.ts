import { LynkTokenError } from '../errors/errors.ts';
import { explainParseReason } from './explain-parse-reason.ts';
import { parseToken } from './parse-token.ts';
import { isSecurityToken, SecurityToken } from './security-token.ts';
import type { TokenFormat } from './token-format.ts';

/**
 * Converts a string or a {@link SecurityToken} to a token of the format. Throws a {@link LynkTokenError} that begins
 * with `problem` for any other value.
 */
export function toSecurityToken(value: unknown, format: TokenFormat, problem: string): SecurityToken {
  const text = isSecurityToken(value) ? value.reveal() : (value as string);
  const parsed = parseToken(text, { format });
  if (!parsed.ok) {
    throw new LynkTokenError(parsed.reason, `${problem}: ${explainParseReason(parsed.reason, format)}.`);
  }
  return isSecurityToken(value) ? value : new SecurityToken(text, { format });
}
