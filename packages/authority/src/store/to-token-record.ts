import type { TokenRecord } from './store.ts';
import type { MemberView, OrganizationPolicy, RoleView, StoredToken } from './views.ts';

/** What a token's permissions depend on. */
export interface TokenRecordParts {
  /** The owner of a personal token, if still a member. */
  readonly member: MemberView | null;
  /** The role of a service token, if it exists. */
  readonly role: RoleView | null;
  readonly policy: Pick<OrganizationPolicy, 'allowedNetworks'>;
  /** The secret that was used; `null` if the token was read by its id. */
  readonly secret: { readonly expiresAt: number | null; readonly pending: boolean } | null;
}

/** Combines a token with its owner and its role to the record that a lookup returns. */
export function toTokenRecord(
  token: StoredToken,
  { member, role, policy, secret }: TokenRecordParts,
): TokenRecord {
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
    ownerSuspendedAt: (personal ? member?.suspendedAt : null) ?? null,
    rolePermissions: (personal ? member?.role : role)?.permissions ?? null,
    ceiling: token.ceiling,
    allowedNetworks: policy.allowedNetworks,
  };
}
