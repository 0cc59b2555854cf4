import type { FailureReason } from '@lynk-auth/authority';
import { permissionsOf } from './expect-verification.ts';
import { type Model, type ModelToken, permissions, SERVICE_TOKEN_LIMIT } from './model.ts';

// The rules of management. Each function returns the reasons for which an operation must fail; if there are several, it
// may name any of them.

/** A user of the organization, or the system. */
export type ModelActor = { readonly userId: string } | null;

type Obstacles = readonly FailureReason[];

const [, , , MANAGE_TOKENS, MANAGE_ORGANIZATION] = permissions;

/** What an actor may do now. */
function powersOf({ members, roles }: Model, actor: ModelActor): readonly string[] {
  if (actor === null) return permissions;
  const member = members.get(actor.userId);
  return member === undefined || member.suspended ? [] : (roles.get(member.roleId)?.permissions ?? []);
}

const isMember = ({ members }: Model, actor: ModelActor): boolean =>
  actor === null || members.get(actor.userId)?.suspended === false;

const when = (applies: boolean, reason: FailureReason): Obstacles => (applies ? [reason] : []);

export const needsTokens = (model: Model, actor: ModelActor): Obstacles =>
  when(!powersOf(model, actor).includes(MANAGE_TOKENS), 'forbidden');

export const needsOrganization = (model: Model, actor: ModelActor): Obstacles =>
  when(!powersOf(model, actor).includes(MANAGE_ORGANIZATION), 'forbidden');

/** An actor gives and takes only what it holds. */
export const exceeds = (model: Model, actor: ModelActor, given: readonly string[]): Obstacles =>
  when(!given.every((permission) => powersOf(model, actor).includes(permission)), 'exceeds_permissions');

/** The policy names which roles the members of a role may grant. */
export function grants(model: Model, actor: ModelActor, roleId: string): Obstacles {
  const own = actor === null ? undefined : model.members.get(actor.userId)?.roleId;
  const grantable = own === undefined ? undefined : model.policy.grantableRoles?.[own];
  return when(grantable?.includes(roleId) === false, 'exceeds_permissions');
}

/** Some see all tokens; the others see their own, and with the right those that they manage. */
export function sees(model: Model, actor: ModelActor, token: ModelToken): Obstacles {
  if (!isMember(model, actor)) return ['forbidden'];
  const powers = powersOf(model, actor);
  const manages = powers.includes(MANAGE_TOKENS);
  const all = manages && powers.includes(MANAGE_ORGANIZATION);
  const own =
    actor !== null && (token.ownerId === actor.userId || (manages && token.managedBy === actor.userId));
  return when(token.deleted || !(all || own), 'not_found');
}

/** The owner's identity is the owner's: no administrator extends or rotates a personal token. */
export const isOthers = (actor: ModelActor, { ownerId }: ModelToken): Obstacles =>
  when(actor !== null && ownerId !== null && ownerId !== actor.userId, 'forbidden');

/** A token grants what it has now, also when it is resumed, extended or rotated. */
export const exceedsToken = (model: Model, actor: ModelActor, token: ModelToken): Obstacles =>
  exceeds(model, actor, permissionsOf(model, token));

/** The longest lifetime, and whether a token may live forever. */
export function lifetime(
  { now, policy }: Model,
  {
    kind,
    from,
    expiresAt,
  }: { readonly kind: ModelToken['kind']; readonly from: number; readonly expiresAt: number },
): Obstacles {
  const longest = policy.maxLifetime[kind];
  if (expiresAt === Infinity) return when(!policy.allowNoExpiry || longest < Infinity, 'expiry_required');
  return [...when(expiresAt <= now, 'invalid'), ...when(expiresAt > from + longest, 'exceeds_expiry')];
}

export const isLive = ({ now }: Model, { revoked, deleted, expiresAt }: ModelToken): boolean =>
  !revoked && !deleted && now < expiresAt;

export const reachesLimit = (model: Model): Obstacles =>
  when(
    model.tokens.filter((token) => token.kind === 'service' && isLive(model, token)).length >=
      SERVICE_TOKEN_LIMIT,
    'limit_reached',
  );

/** An active member must keep the role of the administrators. */
export function keepsAdministrator({ members }: Model, userId: string): Obstacles {
  const active = [...members].filter(([, { roleId, suspended }]) => roleId === 'owner' && !suspended);
  return when(active.length === 1 && active[0]?.[0] === userId, 'last_administrator');
}
