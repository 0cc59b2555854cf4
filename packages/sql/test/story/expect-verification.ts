import { type Model, type ModelSecret, type ModelToken, RETENTION } from './model.ts';

/** What a verification must return: what the token may do, or the reasons of which it must name one. */
export type Expected =
  | { readonly ok: true; readonly permissions: readonly string[]; readonly expiresAt: number | null }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** The rules by which a secret is accepted, now and from an address. */
export function expectVerification(
  model: Model,
  { token, secret }: { readonly token: ModelToken; readonly secret: ModelSecret },
  address: string | undefined,
): Expected {
  const { now, policy } = model;
  const owner = token.ownerId === null ? null : model.members.get(token.ownerId);
  if (token.deleted || now > secret.end + RETENTION) return { ok: false, reasons: ['unknown'] };
  const reasons = {
    revoked: token.revoked,
    suspended: token.suspended,
    expired: now >= token.expiresAt,
    retired: now >= secret.end,
    owner_gone: owner === undefined,
    owner_suspended: owner?.suspended === true,
    role_gone: token.roleId !== null && !model.roles.has(token.roleId),
    network: policy.networks !== null && !policy.networks.inside.includes(String(address)),
  };
  const applying = Object.entries(reasons).flatMap(([reason, applies]) => (applies ? [reason] : []));
  if (applying.length > 0) return { ok: false, reasons: applying };
  const end = Math.min(token.expiresAt, secret.end);
  return { ok: true, permissions: permissionsOf(model, token), expiresAt: end === Infinity ? null : end };
}

/** What a token may do: what its role, or that of its owner, may do now, within its ceiling. */
export function permissionsOf({ members, roles }: Model, token: ModelToken): readonly string[] {
  const roleId = token.ownerId === null ? token.roleId : members.get(token.ownerId)?.roleId;
  const { permissions = [] } = roles.get(roleId ?? '') ?? {};
  return permissions.filter((permission) => token.ceiling?.includes(permission) ?? true);
}
