import type { ParseReason } from '../errors/reasons.ts';
import type { TokenFormat } from './token-format.ts';

/** What a person can do about a value that is not a token. Clients bundle these sentences only. */
const sentences = {
  missing: 'there is no token here: the value is empty',
  includes_scheme: 'this is a whole Authorization header: leave out "Bearer" and keep only the token',
  surrounding_whitespace: 'there is white space, or an invisible character, before or after the token',
  quoted: 'the token is in quotation marks: remove them',
  unexpanded_variable: 'this is the name of a variable that was never replaced by its value',
  masked: 'this is the masked form shown in a list; the token itself is shown once, when it is created',
  placeholder: 'this is the placeholder from an example: put a token of your own in its place',
  other_vendor: 'this is the token of another service',
  unknown_prefix: 'the value does not begin like a token of this API',
  bad_character: 'the value begins like a token, but contains an invalid character',
  too_short: 'the value begins like a token, but is too short: it may have been cut when it was copied',
  too_long: 'the value is too long to be a token: it may have been pasted twice',
  bad_checksum: 'the token does not match its own checksum: a character was changed, lost or added',
} as const satisfies Record<ParseReason, string>;

/** Explains a {@link ParseReason} in one sentence; `undefined` for any other reason. */
export function explainParseReason(reason: ParseReason, format: TokenFormat): string;
export function explainParseReason(reason: string, format: TokenFormat): string | undefined;
export function explainParseReason(reason: string, format: TokenFormat): string | undefined {
  const sentence = (sentences as Readonly<Record<string, string>>)[reason];
  if (reason !== 'unknown_prefix') return sentence;
  return `${sentence}: one begins with ${format.prefixes.map((row) => row.prefix).join(' or ')}`;
}
