import type { Store, TokenRecord } from './store.ts';
import { toRecord } from './to-record.ts';
import type { TokenView } from './views.ts';

/** Networks are for who uses a token, and are no matter here. */
const policy = { allowedNetworks: null };

/** Reads what a token's rights come from, as they are now. */
export async function readRecord(store: Store, token: TokenView): Promise<TokenRecord> {
  const { organizationId, ownerId, roleId } = token;
  return toRecord(token, {
    member: ownerId === null ? null : await store.getMember(organizationId, ownerId),
    role: roleId === null ? null : await store.getRole(organizationId, roleId),
    policy,
    secret: null,
  });
}
