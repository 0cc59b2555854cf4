import type { Reason, VerifyReason } from '../errors/reasons.ts';
import { explainParseReason } from './explain-parse-reason.ts';
import { lynk } from './lynk.ts';
import type { TokenFormat } from './token-format.ts';

const sentences = {
  unknown: 'the API does not know this token',
  expired: 'the token has expired: create a new one',
  revoked: 'the token was revoked, which is final: create a new one',
  suspended: 'the token, or its organization, is suspended',
  retired: 'the token was replaced by a newer one: use that',
  owner_gone: 'the user to whom the token belongs is no longer a member of the organization',
  owner_suspended: 'the user to whom the token belongs is suspended in the organization',
  role_gone: 'the role of the token no longer exists',
  network: 'the token may not be used from this network address',
  wrong_environment: 'the token belongs to another environment',
  too_many_failures: 'there were too many failures from this address: wait before you try again',
  source_down: 'the token cannot be verified now: try again',
} as const satisfies Record<VerifyReason, string>;

/**
 * Explains a reason in one sentence that a person can act on. It contains nothing of the rejected value.
 *
 * A parse reason may be shown to the person who entered the token. The reasons of a verifier are for logs: an API
 * responds to all of them with the same 401.
 *
 * @param reason Why a token was rejected.
 * @param format The expected token format, which some sentences mention. Default: `lynk`.
 * @returns The sentence, without a capital letter or a full stop, so that it can follow a name.
 * @example
 * ```ts
 * import { explainRejection } from '@lynk-auth/core';
 *
 * explainRejection('masked');
 * // 'this is the masked form shown in a list; the token itself is shown once, when it is created'
 * ```
 */
export function explainRejection(reason: Reason, format: TokenFormat = lynk): string {
  return explainParseReason(reason, format) ?? sentences[reason as VerifyReason];
}
