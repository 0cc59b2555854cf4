import type { VerifyResult } from '@lynk-auth/core/server';
import type { SourceReason } from './source.ts';

/** The result if a token cannot be verified: 503, never 401, and never accepted. */
export const unavailable: VerifyResult = Object.freeze({
  ok: false,
  kind: 'unavailable',
  reason: 'source_down',
  retryAfterSeconds: 1,
});

type InvalidToken = Extract<VerifyResult, { kind: 'invalid_token' }>;

/** Creates the result for a token that is rejected with 401. */
export const createRejection = (reason: InvalidToken['reason']): InvalidToken => ({
  ok: false,
  kind: 'invalid_token',
  reason,
});

const freezeRejection = (reason: SourceReason): VerifyResult => Object.freeze(createRejection(reason));

/** The verifier's result for each reason of a source. */
export const rejections: Readonly<Record<SourceReason, VerifyResult>> = {
  unknown: freezeRejection('unknown'),
  expired: freezeRejection('expired'),
  revoked: freezeRejection('revoked'),
  suspended: freezeRejection('suspended'),
  retired: freezeRejection('retired'),
  owner_gone: freezeRejection('owner_gone'),
  owner_suspended: freezeRejection('owner_suspended'),
  role_gone: freezeRejection('role_gone'),
  network: freezeRejection('network'),
  wrong_environment: freezeRejection('wrong_environment'),
  source_down: unavailable,
};
