import type { Management, MemberView, RoleView, TokenView } from '@lynk-auth/authority';
import { unwrap } from './unwrap.ts';

/** A token, with the names behind its ids. */
export interface DescribedToken extends TokenView {
  readonly state: 'active' | 'expired' | 'suspended' | 'revoked';
  /** The email address of a personal token's user; `null` for a service token, and for a user who has left. */
  readonly owner: string | null;
  /** The name of the role that the token has now; `null` if it does not exist any more. */
  readonly role: string | null;
  /** `system`, the email address of a user, or the name of the token that created it; an id if it does not exist any more. */
  readonly creator: string;
}

/**
 * Reads all tokens of the organization, oldest first.
 *
 * @param now The time, in epoch milliseconds.
 */
export async function describeTokens(
  management: Management,
  now: number,
): Promise<readonly DescribedToken[]> {
  const { tokens } = unwrap(await management.listTokens());
  const { members } = unwrap(await management.listMembers());
  const { roles } = unwrap(await management.listRoles());
  const byId = <Item>(items: readonly Item[], idOf: (item: Item) => string) =>
    new Map<string | null, Item>(items.map((item) => [idOf(item), item]));
  const names = {
    members: byId(members, ({ userId }) => userId),
    roles: byId(roles, ({ id }) => id),
    tokens: byId(tokens, ({ id }) => id),
  };
  return tokens.map((token) => describe(token, names, now));
}

interface Names {
  readonly members: ReadonlyMap<string | null, MemberView>;
  readonly roles: ReadonlyMap<string | null, RoleView>;
  readonly tokens: ReadonlyMap<string | null, TokenView>;
}

function describe(token: TokenView, { members, roles, tokens }: Names, now: number): DescribedToken {
  const owner = members.get(token.ownerId);
  const role = token.kind === 'personal' ? owner?.role : roles.get(token.roleId);
  const { kind, id } = token.createdBy;
  const creator = kind === 'user' ? members.get(id)?.email : tokens.get(id)?.name;
  return {
    ...token,
    state: stateOf(token, now),
    owner: owner?.email ?? null,
    role: role?.name ?? null,
    creator: kind === 'system' ? kind : (creator ?? id ?? kind),
  };
}

function stateOf({ revokedAt, suspendedAt, expiresAt }: TokenView, now: number): DescribedToken['state'] {
  if (revokedAt !== null) return 'revoked';
  if (suspendedAt !== null) return 'suspended';
  return expiresAt !== null && now >= expiresAt ? 'expired' : 'active';
}
