/** Why a string is not a token, most telling first: where several fit, the first one is given. */
export const parseReasons = [
  'missing',
  'includes_scheme',
  'surrounding_whitespace',
  'quoted',
  'unexpanded_variable',
  'masked',
  'placeholder',
  'other_vendor',
  'unknown_prefix',
  'bad_character',
  'too_short',
  'too_long',
  'bad_checksum',
] as const;

/** Why {@link parseToken} refused a string. */
export type ParseReason = (typeof parseReasons)[number];

/** Why a verifier refused a token that could be read, or could not judge it. */
export type VerifyReason =
  | 'unknown'
  | 'expired'
  | 'revoked'
  | 'suspended'
  | 'retired'
  | 'owner_gone'
  | 'role_gone'
  | 'network'
  | 'wrong_environment'
  | 'too_many_failures'
  | 'source_down';

/** Every reason for which a token is refused. It goes to logs and events, never to the caller. */
export type Reason = ParseReason | VerifyReason;
