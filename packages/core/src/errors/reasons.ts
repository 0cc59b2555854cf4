/** Why a string is not a token. If several reasons apply, the first one in this order is reported. */
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

/** Why {@link parseToken} rejected a string. */
export type ParseReason = (typeof parseReasons)[number];

/** Why a verifier rejected a well-formed token, or could not verify it. */
export type VerifyReason =
  | 'unknown'
  | 'expired'
  | 'revoked'
  | 'suspended'
  | 'retired'
  | 'owner_gone'
  | 'owner_suspended'
  | 'role_gone'
  | 'network'
  | 'wrong_environment'
  | 'too_many_failures'
  | 'source_down';

/** Any reason for which a token is rejected. It is for logs and events, never for the caller. */
export type Reason = ParseReason | VerifyReason;
