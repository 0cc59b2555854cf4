import { redact } from '@lynk-auth/core';

const failures = {
  forbidden: ['forbidden', 'You do not have permission to do this.'],
  not_the_owner: ['forbidden', 'Only its owner can extend or rotate a personal token.'],
  no_personal_by_token: ['forbidden', 'A token cannot create a personal token here.'],
  owner_is_fixed: ['forbidden', 'You can create a personal token only for yourself.'],
  organization_not_found: ['not_found', 'The organization does not exist.'],
  member_not_found: ['not_found', 'The organization has no such member.'],
  role_not_found: ['not_found', 'The organization has no such role.'],
  token_not_found: ['not_found', 'The token does not exist.'],
  bad_name: [
    'invalid',
    'The name must have 1 to 100 characters, without control characters, and must not contain a token.',
  ],
  bad_email: ['invalid', 'The email address is not valid.'],
  bad_expiry: ['invalid', 'The expiry is not a time: use a date up to the year 9999, or null for never.'],
  past_expiry: ['invalid', 'The expiry is in the past: use a time in the future.'],
  bad_permissions: ['invalid', 'The permissions must be a list of at most 1,000 permission names.'],
  unknown_permission: ['invalid', 'There is no such permission.'],
  bad_state: ['invalid', 'The state must be "active", "suspended", "expired" or "revoked".'],
  bad_time: ['invalid', 'This is not a time: use a date up to the year 9999.'],
  bad_search: ['invalid', 'The search must have at most 100 characters, and no control characters.'],
  bad_order: ['invalid', 'The order must be "newest", "oldest", "name" or "expires".'],
  bad_limit: ['invalid', 'The limit must be a whole number, from 1 to the longest page.'],
  bad_cursor: ['invalid', 'This is not the cursor of a page: use the nextCursor of the page before.'],
  bad_kind: ['invalid', 'The kind must be "personal" or "service".'],
  no_such_kind: ['invalid', 'Tokens of this kind are not available here.'],
  bad_owner: ['invalid', 'A personal token needs the id of its owner.'],
  bad_role: ['invalid', 'The id of the role is not valid.'],
  bad_user: ['invalid', 'The id of the user is not valid.'],
  bad_networks: ['invalid', 'The networks must be a list in CIDR notation, for example 192.0.2.0/24.'],
  no_directory: ['invalid', 'The authority has no directory.'],
  bad_organization: ['invalid', 'The id of the organization is not valid.'],
  bad_token: ['invalid', 'This is not a complete token.'],
  bad_digest: ['invalid', 'The digest must be the SHA-256 of a token, as 64 hexadecimal digits.'],
  bad_overlap: ['invalid', 'The overlap must be a whole number of seconds, 0 to 2592000 (30 days).'],
  bad_drain: ['invalid', 'The drain must be a whole number of seconds, 0 to 2592000 (30 days).'],
  bad_input: ['invalid', 'The input has the wrong shape, or an unknown field.'],
  nothing_to_change: ['invalid', 'There is nothing to change: set a name, an expiry or permissions.'],
  no_member_change: ['invalid', 'There is nothing to change: set a role, a name or an email address.'],
  no_role_change: ['invalid', 'There is nothing to change: set a name or permissions.'],
  limit_reached: ['limit_reached', 'The organization has reached its limit of service tokens.'],
  exceeds_permissions: ['exceeds_permissions', 'The role allows more than you may grant.'],
  exceeds_ceiling: [
    'exceeds_permissions',
    'The token may not do all of this: its permissions only become fewer.',
  ],
  exceeds_expiry: ['exceeds_expiry', 'The expiry is later than that of the token you use.'],
  exceeds_lifetime: ['exceeds_expiry', 'The expiry is later than the organization allows.'],
  expiry_required: [
    'expiry_required',
    'The token needs an expiry: a token that never expires is not allowed.',
  ],
  expired: ['expired', 'The token has expired. Create a new one.'],
  revoked: ['revoked', 'The token was revoked, which is final. Create a new one.'],
  last_administrator: ['last_administrator', 'The organization must keep an active administrator.'],
  system_role: ['system_role', 'A system role cannot be changed or deleted.'],
  role_in_use: ['role_in_use', 'Members or service tokens have this role: name a role that replaces it.'],
  role_limit_reached: ['limit_reached', 'The organization has reached its limit of custom roles.'],
  name_taken: ['conflict', 'Another role of the organization has this name.'],
  still_active: ['still_active', 'The token is still valid. Revoke it first, then delete it.'],
  conflict: ['conflict', 'This already exists, with other details.'],
  outdated: ['conflict', 'This has changed meanwhile. Try again.'],
} as const satisfies Record<string, readonly [reason: string, message: string]>;

/** Every expected failure of an operation. */
export type FailureCode = keyof typeof failures;

/** The reason of a failure, for programs. */
export type FailureReason = (typeof failures)[FailureCode][0];

/** An expected failure. Nothing was changed. */
export interface Failure {
  readonly ok: false;
  readonly reason: FailureReason;
  /** One sentence for a person. It never contains an input value. */
  readonly message: string;
  /** The name of the field that is invalid or unknown, if one is. */
  readonly field?: string;
}

/** The outcome of an operation: its result, or an expected failure. */
export type Outcome<Result extends object> = ({ readonly ok: true } & Readonly<Result>) | Failure;

/**
 * Creates the failure of a code.
 *
 * @param field The name of the wrong field. A caller chooses the name of an unknown one, so a token in it is masked.
 */
export function failWith(code: FailureCode, field?: string): Failure {
  const [reason, message] = failures[code];
  return field === undefined
    ? { ok: false, reason, message }
    : { ok: false, reason, message, field: redact(field) };
}
