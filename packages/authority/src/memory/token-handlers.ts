import { isNarrower } from '../access/is-narrower.ts';
import { isLater } from '../expiry.ts';
import type { ApplyOutcome, IssueToken, ResumeToken, SuspendToken } from '../store/command.ts';
import type { ActorRef, StoredToken } from '../store/views.ts';
import { failed, type Handlers } from './handlers.ts';
import {
  digestKey,
  findMember,
  findRole,
  isSame,
  logChange,
  type MemoryState,
  ofOrganization,
  replaceToken,
} from './memory-state.ts';
import { forgetRefusals } from './record-refusals.ts';
import { activateSecret, retireSecrets, rotateToken } from './secret-handlers.ts';

/** The commands on tokens and their secrets. */
export const tokenHandlers: Handlers<
  | 'issue_token'
  | 'update_token'
  | 'delete_token'
  | 'retire_secrets'
  | 'suspend_token'
  | 'resume_token'
  | 'rotate_token'
  | 'activate_secret'
  | 'revoke_token'
> = {
  issue_token(state, command) {
    const { organizationId, tokenId } = command;
    const secret = digestKey(command.digest);
    const existing = state.tokens.get(tokenId);
    const holder = state.secrets.get(secret);
    if (!state.organizations.has(organizationId)) return failed('organization_not_found');
    if (existing !== undefined || holder !== undefined || state.deletedTokens.has(tokenId)) {
      const same =
        existing && holder?.tokenId === tokenId && isSame(identityOf(existing), identityOf(command));
      return same ? { ok: true, token: existing } : failed('conflict');
    }
    if (command.kind === 'personal' && findMember(state, organizationId, command.ownerId) === undefined) {
      return failed('member_not_found');
    }
    if (command.kind === 'service' && findRole(state, organizationId, command.roleId) === undefined) {
      return failed('role_not_found');
    }
    if (command.limit !== null && countLive(state, command) >= command.limit) return failed('limit_reached');

    const token = newToken(command);
    state.tokens.set(tokenId, token);
    state.secrets.set(secret, {
      ...{ tokenId, digest: command.digest, mask: command.mask, createdAt: command.at },
      ...{ pending: false, expiresAt: null, firstUseDrainMs: null, usage: null, callsSince: command.at },
    });
    logChange(state, { organizationId, tokenId });
    return { ok: true, token };
  },

  update_token(state, { organizationId, tokenId, at, name, expiresAt, ceiling }) {
    const token = ofOrganization(state.tokens, organizationId, tokenId);
    if (token === undefined) return failed('token_not_found');
    if (token.revokedAt !== null) return failed('revoked');
    if (!isNarrower(token, ceiling)) return failed('exceeds_permissions');
    const changed = {
      ...token,
      name: name ?? token.name,
      expiresAt: expiresAt === undefined ? token.expiresAt : expiresAt,
      ceiling: ceiling ?? token.ceiling,
    };
    return {
      ok: true,
      token: isSame(changed, token) ? token : replaceToken(state, { ...changed, updatedAt: at }),
    };
  },

  delete_token(state, { organizationId, tokenId, at, managedBy, kind }) {
    const deleted = ofOrganization(state.deletedTokens, organizationId, tokenId);
    const token = deleted ?? ofOrganization(state.tokens, organizationId, tokenId);
    if (token === undefined) return failed('token_not_found');
    const isManaged = managedBy === undefined || isSame(pickRef(token.managedBy), pickRef(managedBy));
    if (!isManaged || (kind !== undefined && token.kind !== kind)) return failed('token_not_found');
    if (deleted !== undefined) return { ok: true };
    if (token.revokedAt === null && isLater(token.expiresAt, at)) return failed('still_active');
    state.tokens.delete(tokenId);
    state.deletedTokens.set(tokenId, token);
    forgetRefusals(state, tokenId);
    logChange(state, { organizationId, tokenId });
    return { ok: true };
  },

  suspend_token: (state, command) => setSuspension(state, command, command.at),

  resume_token: (state, command) => setSuspension(state, command, null),

  rotate_token: rotateToken,

  activate_secret: activateSecret,

  retire_secrets: retireSecrets,

  revoke_token(state, { organizationId, tokenId, at }) {
    const token = ofOrganization(state.tokens, organizationId, tokenId);
    if (token === undefined) return failed('token_not_found');
    if (token.revokedAt !== null) return { ok: true, token };
    return { ok: true, token: replaceToken(state, { ...token, revokedAt: at, updatedAt: at }) };
  },
};

/** Suspends or resumes a token. A token that is already suspended keeps its time of suspension. */
function setSuspension(
  state: MemoryState,
  { organizationId, tokenId, at }: SuspendToken | ResumeToken,
  suspendedAt: number | null,
): ApplyOutcome<SuspendToken> {
  const token = ofOrganization(state.tokens, organizationId, tokenId);
  if (token === undefined) return failed('token_not_found');
  if (token.revokedAt !== null) return failed('revoked');
  if ((token.suspendedAt === null) === (suspendedAt === null)) return { ok: true, token };
  return { ok: true, token: replaceToken(state, { ...token, suspendedAt, updatedAt: at }) };
}

const pickRef = ({ kind, id }: ActorRef) => [kind, id];

/** The fields that no command changes: an `issue_token` with the same fields is a repetition. */
const identityOf = ({
  organizationId,
  kind,
  environment,
  ownerId,
  roleId,
  ceiling,
}: StoredToken | IssueToken) => ({
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

function newToken(command: IssueToken): StoredToken {
  const { tokenId, organizationId, kind, environment, name, mask, ownerId, roleId, ceiling, at } = command;
  return {
    ...{ id: tokenId, organizationId, kind, environment, name, mask, ownerId, roleId, ceiling },
    createdBy: command.actor,
    managedBy: command.managedBy,
    createdAt: at,
    updatedAt: at,
    expiresAt: command.expiresAt,
    revokedAt: null,
    suspendedAt: null,
    lastUsedAt: null,
  };
}
