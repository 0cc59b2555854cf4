import type { VerifyResult } from '@lynk-auth/core/server';
import type { SourceReason } from './source.ts';

/** The result if a token cannot be verified: 503, never 401, and never accepted. */
export const unavailable: VerifyResult = Object.freeze({
  ok: false,
  kind: 'unavailable',
  reason: 'source_down',
  retryAfterSeconds: 1,
});

const rejection = (reason: SourceReason): VerifyResult =>
  Object.freeze({ ok: false, kind: 'invalid_token', reason });

/** The verifier's result for each reason of a source. */
export const rejections: Readonly<Record<SourceReason, VerifyResult>> = {
  unknown: rejection('unknown'),
  expired: rejection('expired'),
  revoked: rejection('revoked'),
  suspended: rejection('suspended'),
  retired: rejection('retired'),
  owner_gone: rejection('owner_gone'),
  role_gone: rejection('role_gone'),
  network: rejection('network'),
  wrong_environment: rejection('wrong_environment'),
  source_down: unavailable,
};
