import type { FailureReason } from '@lynk-auth/authority';

/**
 * Why a request to the management API failed: a reason of the authority; `unauthorized`, the session has ended;
 * `unavailable`, the API could not be reached or is out of order; `unexpected`, what responded is not the API.
 */
export type ManagementErrorReason = FailureReason | 'unauthorized' | 'unavailable' | 'unexpected';

/** A failed request to the management API. It contains no input, no URL and no token. */
export class ManagementError extends Error {
  override readonly name = 'ManagementError';
  readonly reason: ManagementErrorReason;
  /** The status of the response; `null` without a response. */
  readonly status: number | null;
  /** The name of the field that is wrong, if one is. */
  readonly field: string | undefined;

  /**
   * @param reason Why it failed.
   * @param message One sentence for a person.
   * @param details The status, and the field that is wrong.
   */
  constructor(
    reason: ManagementErrorReason,
    message: string,
    details: { readonly status?: number; readonly field?: string | undefined } = {},
  ) {
    super(message);
    this.reason = reason;
    this.status = details.status ?? null;
    this.field = details.field;
  }
}

/**
 * Returns whether a value is a {@link ManagementError}, also of another copy of this package.
 *
 * @param value Any value, such as one that was caught.
 * @example
 * ```ts
 * import { createManagementClient, isManagementError } from '@lynk-auth/react';
 *
 * const client = createManagementClient({ endpoint: '/manage/api' });
 * const self = await client.getSelf().catch((error) => {
 *   if (isManagementError(error) && error.reason === 'unauthorized') return null;
 *   throw error;
 * });
 * ```
 */
export const isManagementError = (value: unknown): value is ManagementError =>
  value instanceof Error && value.name === 'ManagementError' && 'reason' in value;
