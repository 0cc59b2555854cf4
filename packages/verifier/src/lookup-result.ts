import { createPrincipal, isPrincipal, type Principal, type VerifyResult } from '@lynk-auth/core';
import { isInNetworks, type Network, parseNetwork } from './networks.ts';
import type { LookupResult, SourceReason } from './source.ts';

/** The answer to everything that cannot be checked: 503, never 401, never let in. */
export const unavailable: VerifyResult = Object.freeze({
  ok: false,
  kind: 'unavailable',
  reason: 'source_down',
  retryAfterSeconds: 1,
});

const refused = (reason: SourceReason): VerifyResult =>
  Object.freeze({ ok: false, kind: 'invalid_token', reason });

export const refusals: Readonly<Record<SourceReason, VerifyResult>> = {
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

/** What a source says of a token that it knows, in the form in which it is kept. */
export interface Accepted {
  readonly result: Extract<VerifyResult, { ok: true }>;
  /** Epoch milliseconds; `Infinity` for never. */
  readonly validUntil: number;
  /** `null` for everywhere. */
  readonly networks: readonly Network[] | null;
}

/** What a source says of a token: that it is good, apart from when and where, or the refusal. */
export type CheckedLookup = {
  /** Which token it is, where that is known. */
  readonly tokenId: string | undefined;
  /** Whether it may be kept. */
  readonly cacheable: boolean;
} & (
  | { readonly accepted: Accepted; readonly refusal: null }
  | { readonly accepted: null; readonly refusal: VerifyResult }
);

/**
 * Reads a source's answer.
 *
 * @throws {TypeError} for an answer of unknown shape, which is a bug in the source.
 */
export function readLookupResult(answer: LookupResult): CheckedLookup {
  if (answer?.ok === false && Object.hasOwn(refusals, answer.reason)) {
    const { reason, tokenId } = answer;
    return { tokenId, cacheable: reason === 'unknown', accepted: null, refusal: refusals[reason] };
  }
  if (answer?.ok !== true || !isPrincipal(answer.principal) || !isExpiry(answer.validUntil)) {
    throw new TypeError('The source gave an answer of unknown shape.');
  }
  const { principal, validUntil, networks } = answer;
  return {
    tokenId: principal.tokenId,
    cacheable: answer.cacheable !== false,
    accepted: {
      result: Object.freeze({ ok: true, principal: frozen(principal) }),
      validUntil: validUntil ?? Number.POSITIVE_INFINITY,
      networks: networks == null ? null : readNetworks(networks),
    },
    refusal: null,
  };
}

/** The answer at a moment, to one address. */
export function checkValidity(
  { result, validUntil, networks }: Accepted,
  wall: number,
  clientIp: string | undefined,
): VerifyResult {
  // Asked this way round, a clock that gives no number refuses.
  if (!(wall < validUntil)) return refusals.expired;
  return networks === null || isInNetworks(clientIp, networks) ? result : refusals.network;
}

const isExpiry = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && !Number.isNaN(value));

const frozen = (principal: Principal): Principal =>
  Object.isFrozen(principal) && Object.isFrozen(principal.permissions)
    ? principal
    : createPrincipal(principal);

/** One that cannot be read lets nobody in. */
function readNetworks(networks: readonly string[]): readonly Network[] {
  if (!Array.isArray(networks)) throw new TypeError('The source gave networks of unknown shape.');
  return networks.flatMap((text) => parseNetwork(String(text)) ?? []);
}
