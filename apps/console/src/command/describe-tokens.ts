import type { Management, MemberView, RoleView, TokenOrder, TokenView } from '@lynk-auth/authority';
import { listAllTokens } from '../list-all-tokens.ts';
import { unwrap } from './unwrap.ts';

/** A token, with the names behind its ids. */
export interface DescribedToken extends TokenView {
  /** The email address of a personal token's user; `null` for a service token, and for a user who has left. */
  readonly owner: string | null;
  /** The name of the role that the token has now; `null` if it does not exist any more. */
  readonly role: string | null;
  /** `system`, the email address of a user, or the name of the token that created it; an id if it does not exist any more. */
  readonly creator: string;
}

/** Reads all tokens of the organization, oldest first unless another order is chosen. */
export async function describeTokens(
  management: Management,
  order?: TokenOrder,
): Promise<readonly DescribedToken[]> {
  const { tokens } = unwrap(await listAllTokens(management, { ...(order === undefined ? {} : { order }) }));
  const { members } = unwrap(await management.listMembers());
  const { roles } = unwrap(await management.listRoles());
  const byId = <Item>(items: readonly Item[], idOf: (item: Item) => string) =>
    new Map<string | null, Item>(items.map((item) => [idOf(item), item]));
  const names = {
    members: byId(members, ({ userId }) => userId),
    roles: byId(roles, ({ id }) => id),
    tokens: byId(tokens, ({ id }) => id),
  };
  return tokens.map((token) => describe(token, names));
}

interface Names {
  readonly members: ReadonlyMap<string | null, MemberView>;
  readonly roles: ReadonlyMap<string | null, RoleView>;
  readonly tokens: ReadonlyMap<string | null, TokenView>;
}

function describe(token: TokenView, { members, roles, tokens }: Names): DescribedToken {
  const owner = members.get(token.ownerId);
  const role = token.kind === 'personal' ? owner?.role : roles.get(token.roleId);
  const { kind, id } = token.createdBy;
  const creator = kind === 'user' ? members.get(id)?.email : tokens.get(id)?.name;
  return {
    ...token,
    owner: owner?.email ?? null,
    role: role?.name ?? null,
    creator: kind === 'system' ? kind : (creator ?? id ?? kind),
  };
}
