import type { Store, TokenRecord } from './store.ts';
import { toTokenRecord } from './to-token-record.ts';
import type { StoredToken } from './views.ts';

/** Networks restrict the use of a token, which is not evaluated here. */
const policy = { allowedNetworks: null };

/** Reads the record of a token by its id: its owner and its role as they are now. */
export async function readTokenRecord(
  store: Pick<Store, 'getMember' | 'getRole'>,
  token: StoredToken,
): Promise<TokenRecord> {
  const { organizationId, ownerId, roleId } = token;
  return toTokenRecord(token, {
    member: ownerId === null ? null : await store.getMember(organizationId, ownerId),
    role: roleId === null ? null : await store.getRole(organizationId, roleId),
    policy,
    secret: null,
  });
}
