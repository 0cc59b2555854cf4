import type { ApplyOutcome, Command, IssueToken } from '../command.ts';
import type { Change } from '../store.ts';
import type { TokenView } from '../views.ts';
import {
  digestKey,
  findMember,
  type MemoryState,
  memberKey,
  ofOrganization,
  rolesOf,
} from './memory-state.ts';

type Handlers = {
  readonly [Type in Command['type']]: (
    state: MemoryState,
    command: Extract<Command, { type: Type }>,
  ) => ApplyOutcome<Extract<Command, { type: Type }>>;
};

/** Carries out a command at once: nothing can come in between, and a failure has changed nothing. */
export function applyCommand<C extends Command>(state: MemoryState, command: C): ApplyOutcome<C> {
  // The compiler cannot see that the table's row and the command go together.
  const handle = handlers[command.type] as unknown as (state: MemoryState, command: C) => ApplyOutcome<C>;
  return handle(state, command);
}

const failed = <Reason extends string>(reason: Reason) => ({ ok: false, reason }) as const;

const handlers: Handlers = {
  create_organization(state, { organizationId, name, roles, at }) {
    const wanted = roles.map(({ id, name, permissions, system }) => ({
      id,
      organizationId,
      name,
      permissions,
      system,
    }));
    const existing = state.organizations.get(organizationId);
    if (existing !== undefined) {
      const same = existing.name === name && isSame(rolesOf(state, organizationId), wanted);
      return same ? { ok: true, organization: existing } : failed('conflict');
    }
    const ids = new Set(wanted.map((role) => role.id));
    if (ids.size !== wanted.length || wanted.some((role) => state.roles.has(role.id)))
      return failed('conflict');
    const organization = { id: organizationId, name, createdAt: at, updatedAt: at };
    state.organizations.set(organizationId, organization);
    for (const role of wanted) state.roles.set(role.id, role);
    log(state, { organizationId });
    return { ok: true, organization };
  },

  add_member(state, { organizationId, userId, name, email, roleId, at }) {
    if (!state.organizations.has(organizationId)) return failed('organization_not_found');
    const role = ofOrganization(state.roles, organizationId, roleId);
    if (role === undefined) return failed('role_not_found');
    const existing = findMember(state, organizationId, userId);
    if (existing !== undefined) {
      const same = existing.name === name && existing.email === email && existing.role.id === roleId;
      return same ? { ok: true, member: existing } : failed('conflict');
    }
    const row = { organizationId, userId, name, email, roleId, createdAt: at };
    state.members.set(memberKey(organizationId, userId), row);
    log(state, { organizationId, userId });
    return { ok: true, member: { organizationId, userId, name, email, role, createdAt: at } };
  },

  issue_token(state, command) {
    const { organizationId, tokenId } = command;
    const secret = digestKey(command.digest);
    const existing = state.tokens.get(tokenId);
    const holder = state.secrets.get(secret);
    if (!state.organizations.has(organizationId)) return failed('organization_not_found');
    if (existing !== undefined || holder !== undefined) {
      const same = existing && holder === tokenId && isSame(identityOf(existing), identityOf(command));
      return same ? { ok: true, token: existing } : failed('conflict');
    }
    if (command.kind === 'personal' && findMember(state, organizationId, command.ownerId) === undefined) {
      return failed('member_not_found');
    }
    if (command.kind === 'service' && !ofOrganization(state.roles, organizationId, command.roleId)) {
      return failed('role_not_found');
    }
    if (command.limit !== null && countLive(state, command) >= command.limit) return failed('limit_reached');

    const token = newToken(command);
    state.tokens.set(tokenId, token);
    state.secrets.set(secret, tokenId);
    log(state, { organizationId, tokenId });
    return { ok: true, token };
  },

  update_token(state, { organizationId, tokenId, at, name, expiresAt }) {
    const token = ofOrganization(state.tokens, organizationId, tokenId);
    if (token === undefined) return failed('token_not_found');
    if (token.revokedAt !== null) return failed('revoked');
    const changed = {
      ...token,
      name: name ?? token.name,
      expiresAt: expiresAt === undefined ? token.expiresAt : expiresAt,
    };
    return {
      ok: true,
      token: isSame(changed, token) ? token : replace(state, { ...changed, updatedAt: at }),
    };
  },

  revoke_token(state, { organizationId, tokenId, at }) {
    const token = ofOrganization(state.tokens, organizationId, tokenId);
    if (token === undefined) return failed('token_not_found');
    if (token.revokedAt !== null) return { ok: true, token };
    return { ok: true, token: replace(state, { ...token, revokedAt: at, updatedAt: at }) };
  },
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What of a token no command changes: a second issue with the same is the first one sent again. */
const identityOf = ({
  organizationId,
  kind,
  environment,
  ownerId,
  roleId,
  ceiling,
}: TokenView | IssueToken) => ({
  organizationId,
  kind,
  environment,
  ownerId,
  roleId,
  ceiling,
});

const countLive = ({ tokens }: MemoryState, { organizationId, kind, at }: IssueToken): number =>
  [...tokens.values()].filter(
    (token) =>
      token.organizationId === organizationId &&
      token.kind === kind &&
      token.revokedAt === null &&
      (token.expiresAt === null || at < token.expiresAt),
  ).length;

function newToken(command: IssueToken): TokenView {
  const { tokenId, organizationId, kind, environment, name, mask, ownerId, roleId, ceiling, at } = command;
  return {
    ...{ id: tokenId, organizationId, kind, environment, name, mask, ownerId, roleId, ceiling },
    createdBy: command.actor,
    createdAt: at,
    updatedAt: at,
    expiresAt: command.expiresAt,
    revokedAt: null,
    suspendedAt: null,
  };
}

/** Puts a changed token in the old one's place, with its row in the change log. */
function replace(state: MemoryState, token: TokenView): TokenView {
  state.tokens.set(token.id, token);
  log(state, { organizationId: token.organizationId, tokenId: token.id });
  return token;
}

function log(
  { changes }: MemoryState,
  about: Pick<Change, 'organizationId'> & Partial<Omit<Change, 'sequence'>>,
): void {
  changes.push({ sequence: changes.length + 1, tokenId: null, userId: null, roleId: null, ...about });
}
