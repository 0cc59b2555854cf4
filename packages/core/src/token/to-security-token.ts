import { requireToken } from './require-token.ts';
import { isSecurityToken, SecurityToken } from './security-token.ts';
import type { TokenFormat } from './token-format.ts';

/**
 * Converts a string or a {@link SecurityToken} to a token of the format. Throws a {@link LynkTokenError} that begins
 * with `problem` for any other value.
 */
export function toSecurityToken(value: unknown, format: TokenFormat, problem: string): SecurityToken {
  const isToken = isSecurityToken(value);
  const text = isToken ? value.reveal() : (value as string);
  requireToken(problem, text, { format });
  return isToken ? value : new SecurityToken(text, { format });
}
