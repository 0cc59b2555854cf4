import type { TokenKind } from '@lynk-auth/core';
import type { Condition } from '../access/condition.ts';
import type { Origin } from '../audit/audit-entry.ts';
import type {
  ActorRef,
  MemberView,
  OrganizationPolicy,
  OrganizationView,
  RoleView,
  StoredToken,
} from './views.ts';

interface CommandBase {
  readonly organizationId: string;
  /** For the audit log. */
  readonly actor: ActorRef;
  /** For the audit log. @default unknown */
  readonly origin?: Origin | undefined;
  /** The time of the command, in epoch milliseconds, by the authority's clock. */
  readonly at: number;
  /**
   * What must hold of the actor at the commit. Otherwise the outcome is a {@link Denial}, unless the command changes
   * nothing: sent again after a lost response, it returns the first outcome, whatever the actor may do by then.
   * @default no condition
   */
  readonly condition?: Condition | undefined;
  /**
   * The number of the newest change before the caller read what the command copies, for example from the directory of a
   * host. If a change of the same member or role, or of the whole organization, was added since then, what was read may be
   * older than that change, and the command fails as `outdated`, unless it changes nothing. Otherwise it always adds a row
   * to the change log, even if it changes nothing: whatever was read before is then outdated everywhere.
   * @default no such check
   */
  readonly basedOn?: number | undefined;
}

/** A user who becomes a member. */
export interface NewMember {
  readonly userId: string;
  /** For display, in this organization; `null` if the host does not share it. */
  readonly name: string | null;
  readonly email: string | null;
  readonly roleId: string;
}

/** Creates an organization with its roles and its administrator. An organization that exists stays as it is. */
export interface CreateOrganization extends CommandBase {
  readonly type: 'create_organization';
  readonly name: string;
  readonly roles: readonly Omit<RoleView, 'organizationId'>[];
  /** @default no member */
  readonly admin?: NewMember | undefined;
}

/**
 * Brings the system roles of an organization up to date: a role of the same name gets these permissions, a missing role
 * is added. A system role that is not named stays as it is, because members and tokens may have it. It fails as `conflict`
 * if a custom role has the id of a system role, or the name of a new one.
 */
export interface SetSystemRoles extends CommandBase {
  readonly type: 'set_system_roles';
  readonly roles: readonly Pick<RoleView, 'id' | 'name' | 'permissions'>[];
}

/** Adds a user to an organization, with one role. */
export interface AddMember extends CommandBase, NewMember {
  readonly type: 'add_member';
}

/** Creates a token with its first secret. The store receives the secret's digest and mask only. */
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
  /** See {@link StoredToken.managedBy}. */
  readonly managedBy: ActorRef;
  readonly expiresAt: number | null;
  /** How many tokens of this kind, neither revoked nor expired at `at`, the organization may have; `null` for no limit. */
  readonly limit: number | null;
}

/** Changes a token's name, expiry or ceiling. An absent field stays as it is. A ceiling only becomes lower. */
export interface UpdateToken extends CommandBase {
  readonly type: 'update_token';
  readonly tokenId: string;
  readonly name?: string | undefined;
  readonly expiresAt?: number | null | undefined;
  /** The new ceiling. Fails with `exceeds_permissions` unless it is within the present one. */
  readonly ceiling?: readonly string[] | undefined;
}

/**
 * Deletes a token that is revoked, or has expired at `at`. Its id and its digests are never used again. It succeeds and
 * changes nothing for a token that is deleted.
 */
export interface DeleteToken extends CommandBase {
  readonly type: 'delete_token';
  readonly tokenId: string;
  /** Finds the token only if this user or token manages it. Default: in any case. */
  readonly managedBy?: ActorRef | undefined;
  /** Finds the token only if it is of this kind. Default: in any case. */
  readonly kind?: TokenKind | undefined;
}

/** Revokes a token, which is final. */
export interface RevokeToken extends CommandBase {
  readonly type: 'revoke_token';
  readonly tokenId: string;
}

/** Suspends a token: it is rejected until it is resumed. */
export interface SuspendToken extends CommandBase {
  readonly type: 'suspend_token';
  readonly tokenId: string;
}

/** Resumes a suspended token. */
export interface ResumeToken extends CommandBase {
  readonly type: 'resume_token';
  readonly tokenId: string;
}

/**
 * Adds a secret to a token, pending until its first use is reported. The token's other secrets stay valid for
 * a while, but never longer than before: each keeps an earlier end of its own, and none outlives the expiry that the
 * token had before this command. A secret that is still pending was never used and is replaced.
 */
export interface RotateToken extends CommandBase {
  readonly type: 'rotate_token';
  readonly tokenId: string;
  readonly mask: string;
  /** The digest of the new secret. If the token already has it, the command was sent again. */
  readonly digest: Uint8Array;
  /** When the secrets that were in use expire. */
  readonly overlapUntil: number;
  /** When a secret that was pending expires: its holder has some time to notice. */
  readonly drainUntil: number;
  /**
   * How long the older secrets stay valid after the first use of the new one, in milliseconds.
   * @default until their own end
   */
  readonly firstUseDrainMs?: number | null | undefined;
  /**
   * The token's new expiry; `null` for never.
   * @default the expiry stays as it is
   */
  readonly expiresAt?: number | null | undefined;
  /**
   * The token's secrets that ended before this time are deleted.
   * @default none
   */
  readonly forgetEndedBefore?: number | undefined;
}

/**
 * Reports the first use of a pending secret. It adds a row to the change log only if the rotation said that the
 * older secrets then end: at `at` and the drain of that rotation, or at their own end if that is earlier.
 */
export interface ActivateSecret extends CommandBase {
  readonly type: 'activate_secret';
  readonly tokenId: string;
  readonly digest: Uint8Array;
}

/**
 * Ends the older secrets of a token at `at`, unless they end sooner. If the token has a newer secret than the one that stays, it
 * fails as `outdated`.
 */
export interface RetireSecrets extends CommandBase {
  readonly type: 'retire_secrets';
  readonly tokenId: string;
  /** The digest of the newest secret, which stays. */
  readonly digest: Uint8Array;
}

/**
 * A command that can take the last administrator away from an organization. It then fails as `last_administrator`: an
 * active member, who is not suspended, must keep the role of the administrators.
 */
interface AdministratorCommand extends CommandBase {
  readonly userId: string;
  /** The name of the administrators' role, which is a system role. If the organization has none, the command succeeds. */
  readonly administratorRoleName: string;
}

/** Changes a member's role, name or email address. An absent field stays as it is. */
export interface UpdateMember extends AdministratorCommand {
  readonly type: 'update_member';
  readonly roleId?: string | undefined;
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
}

/** Suspends a member, who has no access until resumed, and whose personal tokens are rejected. */
export interface SuspendMember extends AdministratorCommand {
  readonly type: 'suspend_member';
}

/** Resumes a suspended member. */
export interface ResumeMember extends CommandBase {
  readonly type: 'resume_member';
  readonly userId: string;
}

/**
 * Removes a user from an organization and revokes their personal tokens there. It succeeds and changes nothing
 * if the user is not a member.
 */
export interface RemoveMember extends AdministratorCommand {
  readonly type: 'remove_member';
}

/**
 * Creates a role that is not a system role. The caller chooses the id, so that the command can be sent twice. The id
 * of a deleted role that a token still names is a conflict.
 */
export interface CreateRole extends CommandBase {
  readonly type: 'create_role';
  readonly roleId: string;
  /** Unique in the organization: names are compared in Unicode's normalization form C. */
  readonly name: string;
  readonly permissions: readonly string[];
  /** How many roles that are not system roles the organization may have; `null` for no limit. */
  readonly limit: number | null;
}

/**
 * Deletes a role. It succeeds and changes nothing if the role does not exist. A role in use, by a member or by a
 * service token that is neither revoked nor expired at `at`, needs a successor, to which they move. Other tokens keep
 * the id of the role. The organization's policy no longer names it.
 */
export interface DeleteRole extends CommandBase {
  readonly type: 'delete_role';
  readonly roleId: string;
  readonly successorRoleId?: string | undefined;
}

/** Changes a role's name or permissions. An absent field stays as it is. */
export interface UpdateRole extends CommandBase {
  readonly type: 'update_role';
  readonly roleId: string;
  readonly name?: string | undefined;
  readonly permissions?: readonly string[] | undefined;
}

/** Changes an organization's policy. An absent field stays as it is. Every role that it names must exist. */
export interface SetPolicy extends CommandBase {
  readonly type: 'set_policy';
  readonly policy: Partial<OrganizationPolicy>;
}

/** Every command of a store. */
export type Command =
  | CreateOrganization
  | SetSystemRoles
  | SetPolicy
  | AddMember
  | UpdateMember
  | SuspendMember
  | ResumeMember
  | RemoveMember
  | CreateRole
  | UpdateRole
  | DeleteRole
  | IssueToken
  | UpdateToken
  | DeleteToken
  | SuspendToken
  | ResumeToken
  | RotateToken
  | ActivateSecret
  | RetireSecrets
  | RevokeToken;

/** The failure of a command that its actor or the organization's policy does not allow, or that is outdated. */
export interface Denial {
  readonly ok: false;
  readonly reason:
    | 'outdated'
    | 'forbidden'
    | 'exceeds_permissions'
    | 'exceeds_expiry'
    | 'exceeds_lifetime'
    | 'expiry_required';
}

/** What a command returns when it succeeds. */
interface Results {
  create_organization: {
    readonly organization: OrganizationView;
    /** The member that the command names; `null` if the organization existed without them. */
    readonly admin: MemberView | null;
  };
  set_system_roles: { readonly roles: readonly RoleView[] };
  set_policy: OrganizationResult;
  add_member: MemberResult;
  update_member: MemberResult;
  suspend_member: MemberResult;
  resume_member: MemberResult;
  remove_member: unknown;
  create_role: RoleResult;
  update_role: RoleResult;
  delete_role: unknown;
  issue_token: TokenResult;
  update_token: TokenResult;
  delete_token: unknown;
  suspend_token: TokenResult;
  resume_token: TokenResult;
  rotate_token: TokenResult;
  activate_secret: TokenResult;
  retire_secrets: TokenResult;
  revoke_token: TokenResult;
}

interface OrganizationResult {
  readonly organization: OrganizationView;
}

interface MemberResult {
  readonly member: MemberView;
}

interface RoleResult {
  readonly role: RoleView;
}

interface TokenResult {
  readonly token: StoredToken;
}

/** Why a command fails. */
interface Reasons {
  create_organization: 'role_not_found' | 'conflict';
  set_system_roles: 'organization_not_found' | 'conflict';
  set_policy: 'organization_not_found' | 'role_not_found';
  add_member: 'organization_not_found' | 'role_not_found' | 'conflict';
  update_member: 'member_not_found' | 'role_not_found' | 'last_administrator';
  suspend_member: 'member_not_found' | 'last_administrator';
  resume_member: 'member_not_found';
  remove_member: 'last_administrator';
  create_role: 'organization_not_found' | 'name_taken' | 'limit_reached' | 'conflict';
  update_role: 'role_not_found' | 'system_role' | 'name_taken';
  delete_role: 'role_not_found' | 'system_role' | 'role_in_use';
  issue_token:
    | 'organization_not_found'
    | 'member_not_found'
    | 'role_not_found'
    | 'limit_reached'
    | 'conflict';
  update_token: 'token_not_found' | 'revoked' | 'exceeds_permissions';
  delete_token: 'token_not_found' | 'still_active';
  suspend_token: 'token_not_found' | 'revoked';
  resume_token: 'token_not_found' | 'revoked';
  rotate_token: 'token_not_found' | 'revoked' | 'conflict';
  activate_secret: 'token_not_found' | 'secret_not_found';
  retire_secrets: 'token_not_found' | 'secret_not_found' | 'revoked' | 'outdated';
  revoke_token: 'token_not_found';
}

/** The outcome of a command. `conflict`: the id or the secret is already used for something else. */
export type ApplyOutcome<C extends Command = Command> =
  | ({ readonly ok: true } & Results[C['type']])
  | { readonly ok: false; readonly reason: Reasons[C['type']] | Denial['reason'] };
