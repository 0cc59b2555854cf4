import { createPrincipal, isPrincipal, type Principal, type VerifyResult } from '@lynk-auth/core';
import type { SourceAnswer, SourceReason } from './source.ts';

/** The answer to everything that cannot be judged: 503, never 401, never let in. */
export const unavailable: VerifyResult = Object.freeze({
  ok: false,
  kind: 'unavailable',
  reason: 'source_down',
  retryAfterSeconds: 1,
});

const refused = (reason: SourceReason): VerifyResult =>
  Object.freeze({ ok: false, kind: 'invalid_token', reason });

const refusals: Readonly<Record<SourceReason, VerifyResult>> = {
  unknown: refused('unknown'),
  expired: refused('expired'),
  revoked: refused('revoked'),
  suspended: refused('suspended'),
  retired: refused('retired'),
  owner_gone: refused('owner_gone'),
  role_gone: refused('role_gone'),
  network: refused('network'),
  wrong_environment: refused('wrong_environment'),
  source_down: unavailable,
};

/**
 * Turns a source's answer into the verifier's, at a moment.
 *
 * @throws {TypeError} for an answer of unknown shape, which is a bug in the source.
 */
export function judgeAnswer(answer: SourceAnswer, now: number): VerifyResult {
  if (answer?.ok === false && Object.hasOwn(refusals, answer.reason)) return refusals[answer.reason];
  if (answer?.ok !== true || !isPrincipal(answer.principal) || !isMoment(answer.validUntil)) {
    throw new TypeError('The source gave an answer of unknown shape.');
  }
  // Asked this way round, a clock that gives no number refuses.
  if (answer.validUntil !== null && !(now < answer.validUntil)) return refusals.expired;
  return { ok: true, principal: frozen(answer.principal) };
}

const isMoment = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && !Number.isNaN(value));

const frozen = (principal: Principal): Principal =>
  Object.isFrozen(principal) && Object.isFrozen(principal.permissions)
    ? principal
    : createPrincipal(principal);
