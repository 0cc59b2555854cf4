import type { TokenRecord } from './store.ts';
import type { MemberView, OrganizationPolicy, RoleView, TokenView } from './views.ts';

/** What the token's rights come from. */
export interface RightsOf {
  /** The owner of a personal token, if a member. */
  readonly member: MemberView | null;
  /** The role of a service token, if it exists. */
  readonly role: RoleView | null;
  readonly policy: OrganizationPolicy;
  /** The one secret that was used; `null` where the token is looked at by its id. */
  readonly secret: { readonly expiresAt: number | null; readonly pending: boolean } | null;
}

/** Puts a token together with its owner and its role, as a lookup finds it. */
export function toRecord(token: TokenView, { member, role, policy, secret }: RightsOf): TokenRecord {
  const personal = token.kind === 'personal';
  return {
    tokenId: token.id,
    organizationId: token.organizationId,
    kind: token.kind,
    userId: token.ownerId,
    expiresAt: token.expiresAt,
    revokedAt: token.revokedAt,
    suspendedAt: token.suspendedAt,
    secretExpiresAt: secret?.expiresAt ?? null,
    secretPending: secret?.pending ?? false,
    ownerPresent: !personal || member !== null,
    rolePermissions: (personal ? member?.role : role)?.permissions ?? null,
    ceiling: token.ceiling,
    allowedNetworks: policy.allowedNetworks,
  };
}
