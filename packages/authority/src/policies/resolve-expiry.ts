import type { TokenKind } from '@lynk-auth/core';
import { DATE_TIME_RANGE } from '@lynk-auth/core/internal';
import type { Access } from '../access/access.ts';
import { type Expiry, earliest, isLater } from '../expiry.ts';
import type { FailureCode } from '../outcome.ts';
import type { Settings } from '../read-options.ts';
import { defaultOrganizationPolicy, effectiveLimits, findExcess } from './organization-policy.ts';

/** The requested expiry, and the time from which the token's lifetime counts. */
export interface ExpiryRequest {
  readonly kind: TokenKind;
  /** `null` for never; absent for the default. */
  readonly requested: Expiry | undefined;
  readonly createdAt: number;
}

/** The expiry that the token gets, or why the request is rejected. */
export type ResolvedExpiry =
  | { readonly ok: true; readonly expiresAt: Expiry }
  | { readonly ok: false; readonly code: FailureCode };

/** The lifetime of a token whose expiry was left out: 30 days. */
const DEFAULT_LIFETIME_MS = 30 * 86_400_000;

/**
 * Resolves the expiry that an actor requests for a token. Enforces the longest lifetime and whether a token may have no
 * expiry, of the host and of the organization, and the expiry of the actor's own token. Without a requested expiry, the
 * token gets 30 days, or what is left within these limits. The policies apply to every actor, the system included.
 */
export async function resolveExpiry(
  { store, policies }: Settings,
  { organizationId, at, expiresAt: limit }: Access,
  { kind, requested, createdAt }: ExpiryRequest,
): Promise<ResolvedExpiry> {
  // An organization that does not exist is the failure of the command.
  const { policy = defaultOrganizationPolicy } = (await store.getOrganization(organizationId)) ?? {};
  const limits = effectiveLimits(policies, policy, kind);
  const last =
    limits.maxLifetimeSeconds === null ? DATE_TIME_RANGE.last : createdAt + limits.maxLifetimeSeconds * 1000;
  const byDefault = earliest(Math.min(at + DEFAULT_LIFETIME_MS, last), limit);
  const expiresAt = requested === undefined ? byDefault : requested;
  if (!isLater(expiresAt, at)) return { ok: false, code: 'past_expiry' };
  const excess = findExcess(limits, createdAt, expiresAt);
  if (excess === 'expiry_required') return { ok: false, code: excess };
  if (isLater(expiresAt, limit)) return { ok: false, code: 'exceeds_expiry' };
  return excess === null ? { ok: true, expiresAt } : { ok: false, code: excess };
}
