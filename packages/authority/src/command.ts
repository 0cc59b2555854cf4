import type { TokenKind } from '@lynk-auth/core';
import type {
  ActorRef,
  MemberView,
  OrganizationPolicy,
  OrganizationView,
  RoleView,
  TokenView,
} from './views.ts';

interface CommandBase {
  readonly organizationId: string;
  /** For the audit log. */
  readonly actor: ActorRef;
  /** When, in epoch milliseconds, by the authority's clock. */
  readonly at: number;
}

/** Makes an organization with its roles. The ids are the caller's: so it can be sent twice. */
export interface CreateOrganization extends CommandBase {
  readonly type: 'create_organization';
  readonly name: string;
  readonly roles: readonly Omit<RoleView, 'organizationId'>[];
}

/** Makes a user a member of an organization, with one role. */
export interface AddMember extends CommandBase {
  readonly type: 'add_member';
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly roleId: string;
}

/** Makes a token with its first secret. Only the secret's digest and mask are known here. */
export interface IssueToken extends CommandBase {
  readonly type: 'issue_token';
  readonly tokenId: string;
  readonly kind: TokenKind;
  readonly environment: string;
  readonly name: string;
  readonly mask: string;
  readonly digest: Uint8Array;
  /** Personal tokens have an owner, who must be a member. */
  readonly ownerId: string | null;
  /** Service tokens have a role, which must exist. */
  readonly roleId: string | null;
  readonly ceiling: readonly string[] | null;
  readonly expiresAt: number | null;
  /** How many tokens of this kind, neither revoked nor expired at `at`, the organization may have; `null`: any number. */
  readonly limit: number | null;
}

/** Renames a token, or moves its expiry. What is left out stays. */
export interface UpdateToken extends CommandBase {
  readonly type: 'update_token';
  readonly tokenId: string;
  readonly name?: string | undefined;
  readonly expiresAt?: number | null | undefined;
}

/** Ends a token for good. */
export interface RevokeToken extends CommandBase {
  readonly type: 'revoke_token';
  readonly tokenId: string;
}

/** Stops a token from being accepted, until it is resumed. */
export interface SuspendToken extends CommandBase {
  readonly type: 'suspend_token';
  readonly tokenId: string;
}

/** Ends the suspension of a token. */
export interface ResumeToken extends CommandBase {
  readonly type: 'resume_token';
  readonly tokenId: string;
}

/**
 * Gives a token another secret, which is pending until its first use is reported. The secrets that
 * it has go on working for a while, and no longer than they did before: one that is pending was
 * never used, and is replaced.
 */
export interface RotateToken extends CommandBase {
  readonly type: 'rotate_token';
  readonly tokenId: string;
  readonly mask: string;
  /** Of the new secret. A digest that is this token's already: the command was sent again. */
  readonly digest: Uint8Array;
  /** When the secrets end that were in use. */
  readonly overlapUntil: number;
  /** When a secret ends that was pending: who holds it has some time to notice. */
  readonly drainUntil: number;
}

/** Reports the first use of a pending secret. Rights do not change, so there is no change to log. */
export interface ActivateSecret extends CommandBase {
  readonly type: 'activate_secret';
  readonly tokenId: string;
  readonly digest: Uint8Array;
}

/** Gives a member another role. */
export interface UpdateMember extends CommandBase {
  readonly type: 'update_member';
  readonly userId: string;
  readonly roleId: string;
}

/**
 * Takes a user out of an organization, and revokes their personal tokens there. For who is no member
 * there is nothing to do, and it succeeds.
 */
export interface RemoveMember extends CommandBase {
  readonly type: 'remove_member';
  readonly userId: string;
}

/** Renames a role, or changes what it allows. What is left out stays. */
export interface UpdateRole extends CommandBase {
  readonly type: 'update_role';
  readonly roleId: string;
  readonly name?: string | undefined;
  readonly permissions?: readonly string[] | undefined;
}

/** Replaces an organization's policy as a whole. */
export interface SetPolicy extends CommandBase {
  readonly type: 'set_policy';
  readonly policy: OrganizationPolicy;
}

/** Everything that a store can be told to do. */
export type Command =
  | CreateOrganization
  | SetPolicy
  | AddMember
  | UpdateMember
  | RemoveMember
  | UpdateRole
  | IssueToken
  | UpdateToken
  | SuspendToken
  | ResumeToken
  | RotateToken
  | ActivateSecret
  | RevokeToken;

type Failed<Reason extends string> = { readonly ok: false; readonly reason: Reason };

interface Outcomes {
  create_organization: { readonly ok: true; readonly organization: OrganizationView } | Failed<'conflict'>;
  set_policy:
    | { readonly ok: true; readonly organization: OrganizationView }
    | Failed<'organization_not_found'>;
  add_member:
    | { readonly ok: true; readonly member: MemberView }
    | Failed<'organization_not_found' | 'role_not_found' | 'conflict'>;
  update_member:
    | { readonly ok: true; readonly member: MemberView }
    | Failed<'member_not_found' | 'role_not_found'>;
  remove_member: { readonly ok: true };
  update_role: { readonly ok: true; readonly role: RoleView } | Failed<'role_not_found' | 'system_role'>;
  issue_token:
    | { readonly ok: true; readonly token: TokenView }
    | Failed<'organization_not_found' | 'member_not_found' | 'role_not_found' | 'limit_reached' | 'conflict'>;
  update_token: { readonly ok: true; readonly token: TokenView } | Failed<'token_not_found' | 'revoked'>;
  suspend_token: { readonly ok: true; readonly token: TokenView } | Failed<'token_not_found' | 'revoked'>;
  resume_token: { readonly ok: true; readonly token: TokenView } | Failed<'token_not_found' | 'revoked'>;
  rotate_token:
    | { readonly ok: true; readonly token: TokenView }
    | Failed<'token_not_found' | 'revoked' | 'conflict'>;
  activate_secret:
    | { readonly ok: true; readonly token: TokenView }
    | Failed<'token_not_found' | 'secret_not_found'>;
  revoke_token: { readonly ok: true; readonly token: TokenView } | Failed<'token_not_found'>;
}

/** What comes of a command. `conflict`: the id, or the secret, is taken by something else. */
export type ApplyOutcome<C extends Command = Command> = Outcomes[C['type']];
