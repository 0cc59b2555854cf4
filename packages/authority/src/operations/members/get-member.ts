import { type Access, hasPermission } from '../../access/access.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { MemberView, TokenState } from '../../store/views.ts';
import { isId } from '../read-input.ts';

/** A member, and what their removal ends. */
export interface FoundMember {
  readonly member: MemberView;
  /** How many personal tokens of the member are neither revoked nor expired. A removal revokes them. */
  readonly liveTokens: number;
}

export async function getMember(
  { store, rights }: Settings,
  access: Access,
  userId: string,
): Promise<Outcome<FoundMember>> {
  const { organizationId, at } = access;
  if (!hasPermission(access, rights.viewMembers)) return failWith('forbidden');
  const member = isId(userId) ? await store.getMember(organizationId, userId) : null;
  if (member === null) return failWith('member_not_found');
  const count = async (is: TokenState) => {
    const query = { organizationId, kind: 'personal', ownerId: userId } as const;
    return (await store.listTokens({ ...query, state: { is, at }, limit: 1 })).total;
  };
  return { ok: true, member, liveTokens: (await count('active')) + (await count('suspended')) };
}
