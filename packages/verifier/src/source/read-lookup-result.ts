import { createPrincipal, isPrincipal, type Principal } from '@lynk-auth/core';
import { readOwn } from '@lynk-auth/core/internal';
import type { VerifyResult } from '@lynk-auth/core/server';
import { type Network, parseNetwork } from '../networks.ts';
import { rejections } from './rejections.ts';
import type { LookupResult } from './source.ts';
import { SourceBugError } from './source-bug-error.ts';

/** A token that the source accepts, in the form in which it is cached. */
export interface AcceptedToken {
  /** The result itself: every hit returns the same object. */
  readonly result: Extract<VerifyResult, { ok: true }>;
  /** Epoch milliseconds; `Infinity` for never. */
  readonly validUntil: number;
  /** `null` for all networks. */
  readonly networks: readonly Network[] | null;
}

/** A validated lookup result: an accepted token, whose expiry and networks are still to be checked, or a rejection. */
export type CheckedLookup = {
  /** The token's id, if it is known. */
  readonly tokenId: string | undefined;
  readonly cacheable: boolean;
} & (
  | { readonly accepted: AcceptedToken; readonly rejection: null }
  | { readonly accepted: null; readonly rejection: VerifyResult }
);

const UNKNOWN_SHAPE =
  'The source returned a lookup result of unknown shape. Return { ok: true, principal, validUntil } or { ok: false, reason }.';

/**
 * Validates what a source returned.
 *
 * @throws {TypeError} if the result has an unknown shape, which is a bug in the source.
 */
export function readLookupResult(result: LookupResult): CheckedLookup {
  // Own properties only: a polluted `Object.prototype` must not complete a result.
  const ok = readOwn(result, 'ok');
  return ok === true ? readAccepted(result as Accepted) : readRejected(result as Rejected);
}

type Accepted = Extract<LookupResult, { ok: true }>;
type Rejected = Extract<LookupResult, { ok: false }>;

function readRejected(result: Rejected): CheckedLookup {
  const reason = readOwn(result, 'reason');
  if (readOwn(result, 'ok') !== false || reason === undefined || !Object.hasOwn(rejections, reason)) {
    throw new SourceBugError(UNKNOWN_SHAPE);
  }
  const rejection = rejections[reason];
  return { tokenId: readOwn(result, 'tokenId'), cacheable: reason === 'unknown', accepted: null, rejection };
}

function readAccepted(result: Accepted): CheckedLookup {
  const principal = readOwn(result, 'principal');
  const validUntil = readOwn(result, 'validUntil');
  if (!isPrincipal(principal) || !isExpiry(validUntil)) throw new SourceBugError(UNKNOWN_SHAPE);
  const networks = readOwn(result, 'networks');
  return {
    tokenId: principal.tokenId,
    cacheable: readOwn(result, 'cacheable') !== false,
    accepted: {
      result: Object.freeze({ ok: true, principal: freezePrincipal(principal) }),
      validUntil: validUntil ?? Number.POSITIVE_INFINITY,
      networks: networks == null ? null : readNetworks(networks),
    },
    rejection: null,
  };
}

const isExpiry = (value: unknown): value is number | null =>
  value === null || (typeof value === 'number' && !Number.isNaN(value));

const freezePrincipal = (principal: Principal): Principal =>
  Object.isFrozen(principal) && Object.isFrozen(principal.permissions)
    ? principal
    : createPrincipal(principal);

/** A network that cannot be parsed allows no address. */
function readNetworks(networks: readonly string[]): readonly Network[] {
  if (!Array.isArray(networks)) throw new SourceBugError('The source returned networks of unknown shape.');
  return networks.flatMap((text) => parseNetwork(String(text)) ?? []);
}
