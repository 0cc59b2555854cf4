import type { MemberView, RoleView, SelfView, TokenView } from '@lynk-auth/authority';

/** What the pages know beside a token. A list is absent if the person may not read it. */
export interface TokenContext {
  readonly self: SelfView;
  readonly roles: readonly RoleView[] | undefined;
  readonly members: readonly MemberView[] | undefined;
}

/** What a token can do now. */
export interface Ability {
  readonly role: RoleView;
  /** Its permissions now: those of its role, within its ceiling. Empty for a token that is not active. */
  readonly permissions: readonly string[];
  /** Whether it may do less than its role. */
  readonly isLimited: boolean;
}

/** Finds what a token can do now; `null` if the person may not see its role. */
export function findAbility(token: TokenView, context: TokenContext): Ability | null {
  const owner = findMember(token.ownerId, context);
  const role = token.kind === 'personal' ? owner?.role : findRole(token.roleId, context);
  if (role === undefined) return null;
  const { ceiling } = token;
  const within =
    ceiling === null ? role.permissions : role.permissions.filter((key) => ceiling.includes(key));
  const isDead = token.state !== 'active' || (owner?.suspendedAt ?? null) !== null;
  return { role, permissions: isDead ? [] : within, isLimited: within.length < role.permissions.length };
}

const findRole = (id: string | null, { self, roles }: TokenContext): RoleView | undefined =>
  [...(roles ?? []), ...self.grantableRoles].find((role) => role.id === id);

/** Finds a member by their user id. */
export const findMember = (userId: string | null, { self, members }: TokenContext): MemberView | undefined =>
  [...(self.member === null ? [] : [self.member]), ...(members ?? [])].find((each) => each.userId === userId);

/** Returns the permissions that a token would have while it is active. */
export const permissionsOf = (token: TokenView, context: TokenContext): readonly string[] =>
  findAbility({ ...token, state: 'active' }, context)?.permissions ?? [];

/** Returns whether permissions include one that deletes or administers. */
export function isPowerful(permissions: readonly string[], { rights }: SelfView): boolean {
  const { manageAllTokens, changeMembers, removeMembers, addMembers, changeRoles, changePolicies } = rights;
  const admin = [manageAllTokens, changeMembers, removeMembers, addMembers, changeRoles, changePolicies];
  return permissions.some((key) => admin.includes(key) || /^delete|[:._-]delete/.test(key));
}

/**
 * Returns whether the signed-in user has a right now, so that a page can leave out what the authority would reject.
 *
 * @param self What `useSelf` has read; `undefined` while it is read.
 * @param right The right, such as `manageTokens`.
 */
export const hasRight = (self: SelfView | undefined, right: keyof SelfView['rights']): boolean =>
  self?.permissions.includes(self.rights[right]) === true;
