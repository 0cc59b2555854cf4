import { LynkTokenError } from '../errors/errors.ts';
import { explainParseReason } from './explain-parse-reason.ts';
import { lynk } from './lynk.ts';
import { type ParsedToken, type ParseOptions, parseToken } from './parse-token.ts';

/** Parses a token. Throws a {@link LynkTokenError} that begins with `problem` for any other string. */
export function requireToken(
  problem: string,
  text: string,
  options: ParseOptions<string>,
): ParsedToken<string> {
  const parsed = parseToken(text, options);
  if (parsed.ok) return parsed;
  const { reason } = parsed;
  throw new LynkTokenError(reason, `${problem}: ${explainParseReason(reason, options.format ?? lynk)}.`);
}
