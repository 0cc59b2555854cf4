import { createPrincipal, isPrincipal, type Principal } from '@lynk-auth/core';
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

/**
 * Validates what a source returned.
 *
 * @throws {TypeError} if the result has an unknown shape, which is a bug in the source.
 */
export function readLookupResult(result: LookupResult): CheckedLookup {
  // Own properties only: a polluted `Object.prototype` must not complete a result.
  const lookup: LookupResult = Object.assign(Object.create(null), result);
  if (lookup.ok === false && Object.hasOwn(rejections, lookup.reason)) {
    const { reason, tokenId } = lookup;
    return { tokenId, cacheable: reason === 'unknown', accepted: null, rejection: rejections[reason] };
  }
  if (lookup.ok !== true || !isPrincipal(lookup.principal) || !isExpiry(lookup.validUntil)) {
    throw new SourceBugError(
      'The source returned a lookup result of unknown shape. Return { ok: true, principal, validUntil } or { ok: false, reason }.',
    );
  }
  const { principal, validUntil, networks } = lookup;
  return {
    tokenId: principal.tokenId,
    cacheable: lookup.cacheable !== false,
    accepted: {
      result: Object.freeze({ ok: true, principal: freezePrincipal(principal) }),
      validUntil: validUntil ?? Number.POSITIVE_INFINITY,
      networks: networks == null ? null : readNetworks(networks),
    },
    rejection: null,
  };
}

const isExpiry = (value: unknown): boolean =>
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
