const failures = {
  not_allowed: ['forbidden', 'You may not do this.'],
  no_personal_by_token: ['forbidden', 'A token cannot be used to create a personal token here.'],
  owner_is_fixed: ['forbidden', 'A personal token can only be created for yourself.'],
  organization_not_found: ['not_found', 'There is no such organization.'],
  member_not_found: ['not_found', 'The organization has no such member.'],
  role_not_found: ['not_found', 'The organization has no such role.'],
  token_not_found: ['not_found', 'There is no such token.'],
  bad_name: ['invalid', 'The name must have 1 to 200 characters, and no control characters.'],
  bad_email: ['invalid', 'The email address is not valid.'],
  bad_expiry: ['invalid', 'The expiry must be a moment in the future.'],
  bad_permissions: ['invalid', 'The permissions must be a list of permission names, 100 at most.'],
  bad_kind: ['invalid', 'The kind must be "personal" or "service".'],
  no_such_kind: ['invalid', 'Tokens of this kind are not in use here.'],
  bad_owner: ['invalid', 'A personal token needs the id of the user whose token it is.'],
  bad_role: ['invalid', 'The id of the role is not valid.'],
  bad_user: ['invalid', 'The id of the user is not valid.'],
  bad_token: ['invalid', 'This is not a complete token.'],
  bad_input: ['invalid', 'The input has a wrong form, or a field that does not exist.'],
  nothing_to_change: ['invalid', 'There is nothing to change: give a name or an expiry.'],
  limit_reached: ['limit_reached', 'The organization has as many service tokens as it may have.'],
  exceeds_permissions: ['exceeds_permissions', 'The role allows more than you may do yourself.'],
  exceeds_expiry: ['exceeds_expiry', 'The expiry is later than the token that you use may give.'],
  exceeds_lifetime: ['exceeds_expiry', 'The expiry is later than the organization allows.'],
  expiry_required: ['expiry_required', 'The token needs an expiry: one that never expires is not allowed.'],
  expired: ['expired', 'The token has expired. Create a new one.'],
  revoked: ['revoked', 'The token was revoked, which is final. Create a new one.'],
  conflict: ['conflict', 'This exists already, with other details.'],
} as const satisfies Record<string, readonly [reason: string, message: string]>;

/** Every way in which a command can fail as expected. */
export type FailureCode = keyof typeof failures;

/** Why a call was refused. */
export type FailureReason = (typeof failures)[FailureCode][0];

/** An expected failure: nothing was changed. */
export interface Failure {
  readonly ok: false;
  readonly reason: FailureReason;
  /** One sentence for a person. It holds no value that came in. */
  readonly message: string;
}

/** What comes of a call: its result, or why it was refused. */
export type Outcome<Result extends object> = ({ readonly ok: true } & Readonly<Result>) | Failure;

/** The failure of this code. */
export function refuse(code: FailureCode): Failure {
  const [reason, message] = failures[code];
  return { ok: false, reason, message };
}
