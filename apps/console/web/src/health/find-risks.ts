import type { RoleView, SelfView, TokenView } from '@lynk-auth/authority';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The risks that the page of health shows, in this order. */
export const RISKS = ['neverExpires', 'expiresSoon', 'idle', 'powerful'] as const;

export type Risk = (typeof RISKS)[number];

/**
 * Returns the risks of a token that works: it never expires, expires within 14 days, was not used for 90 days, or is a service
 * token that may delete or administrate.
 */
export function findRisks(
  token: TokenView,
  { now, roles, rights }: { now: number; roles: readonly RoleView[]; rights: SelfView['rights'] },
): readonly Risk[] {
  const role = roles.find(({ id }) => id === token.roleId)?.permissions ?? [];
  const { ceiling } = token;
  const permissions = ceiling === null ? role : role.filter((each) => ceiling.includes(each));
  const administers = [
    rights.changeRoles,
    rights.changeMembers,
    rights.changePolicies,
    rights.manageAllTokens,
  ];
  const found: Readonly<Record<Risk, boolean>> = {
    neverExpires: token.expiresAt === null,
    expiresSoon: token.expiresAt !== null && token.expiresAt < now + 14 * DAY_MS,
    idle: (token.lastUsedAt ?? token.createdAt) < now - 90 * DAY_MS,
    powerful:
      token.kind === 'service' &&
      permissions.some((each) => each.startsWith('delete_') || administers.includes(each)),
  };
  return RISKS.filter((risk) => found[risk]);
}
