import type { FailureReason } from '../../outcome.ts';

/**
 * The HTTP status of each reason for which an operation fails, as the management API uses it. For routes of your own over
 * `authority.as(actor)`.
 *
 * @example
 * ```ts
 * import type { Failure } from '@lynk-auth/authority';
 * import { statusOfReason } from '@lynk-auth/authority/http';
 *
 * const toResponse = (failure: Failure) =>
 *   Response.json({ message: failure.message }, { status: statusOfReason[failure.reason] });
 * ```
 */
export const statusOfReason = {
  invalid: 400,
  forbidden: 403,
  exceeds_permissions: 403,
  not_found: 404,
  conflict: 409,
  expired: 409,
  revoked: 409,
  still_active: 409,
  limit_reached: 409,
  last_administrator: 409,
  role_in_use: 409,
  system_role: 409,
  exceeds_expiry: 422,
  expiry_required: 422,
} as const satisfies Readonly<Record<FailureReason, number>>;
