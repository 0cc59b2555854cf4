// operations/: the operations of `authority.as(actor)`, one in each file.

import type { Outcome } from '../outcome.ts';
import type { Refusals } from '../store/refusal-batch.ts';
import type { MemberView, OrganizationView, RoleView, SecretView, TokenView } from '../store/views.ts';
import type { MemberInput } from './members/add-member.ts';
import type { FoundMember } from './members/get-member.ts';
import type { MemberUpdate } from './members/update-member.ts';
import type { SelfView } from './organization/get-self.ts';
import type { AuditFilter, AuditPage } from './organization/list-audit.ts';
import type { PolicyUpdate } from './organization/update-policy.ts';
import type { RoleInput } from './roles/create-role.ts';
import type { DeleteRoleOptions } from './roles/delete-role.ts';
import type { RoleUpdate } from './roles/update-role.ts';
import type { TokenSearch } from './tokens/find-token.ts';
import type { PersonalTokenInput } from './tokens/issue-personal-token.ts';
import type { ServiceTokenInput } from './tokens/issue-service-token.ts';
import type { IssuedToken } from './tokens/issue-token.ts';
import type { TokenList, TokenListFilter } from './tokens/list-tokens.ts';
import type { RetireOptions } from './tokens/retire-secrets.ts';
import type { RotateOptions } from './tokens/rotate-token.ts';
import type { TokenUpdate } from './tokens/update-token.ts';
import type { WaitOptions } from './wait-options.ts';

/**
 * The operations of an actor, within the actor's organization and permissions. A missing permission is
 * `forbidden`. An id of another organization, or of a token that the actor does not see, is `not_found`, like
 * an id that does not exist. Errors of the store are thrown.
 *
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore, systemActor } from '@lynk-auth/authority';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const acme = await authority.createOrganization({ name: 'Acme Corp', admin: { userId: 'ada' } });
 * if (acme.ok === false) throw new Error(acme.message);
 *
 * const manage = authority.as(systemActor(acme.organization.id));
 * const issued = await manage.issueServiceToken({ name: 'ci', roleId: 'operator' });
 * if (issued.ok === false) throw new Error(issued.message);
 * issued.secret.reveal(); // the only time that the token is available
 * ```
 */
export interface Management {
  /**
   * Creates a personal token for the actor. Needs `rights.manageTokens`. A token may do so only if the policy
   * `personalTokensByToken` allows it, and only within its own ceiling.
   *
   * @param input The token's name, expiry and ceiling; from the system also its owner.
   * @returns The token and its secret, which is available only here; or `forbidden`, `invalid`,
   *   `exceeds_expiry`, `expiry_required`, `not_found` (the owner that the system named).
   */
  issuePersonalToken(input: PersonalTokenInput): Promise<Outcome<IssuedToken>>;

  /**
   * Creates a service token. Needs `rights.manageTokens`. Unless the policy is `any_role`, the role must allow
   * no more than the actor's own permissions.
   *
   * @param input The token's name, role and expiry.
   * @returns The token and its secret, which is available only here; or `forbidden`, `invalid`, `not_found`
   *   (the role), `exceeds_permissions`, `exceeds_expiry`, `expiry_required`, `limit_reached`.
   */
  issueServiceToken(input: ServiceTokenInput): Promise<Outcome<IssuedToken>>;

  /**
   * Changes a token's name or expiry, or lowers its ceiling. Needs `rights.manageTokens`. A later expiry needs the same permissions as
   * creating the token anew; an expired token stays expired. An earlier expiry resolves once it holds in every
   * process, like a revocation.
   *
   * @param id The token's id.
   * @param update The fields to change, at least one.
   * @returns The token; or `forbidden`, `invalid`, `not_found`, `revoked`, `expired`,
   *   `exceeds_permissions`, `exceeds_expiry`, `expiry_required`.
   */
  updateToken(id: string, update: TokenUpdate): Promise<Outcome<{ token: TokenView }>>;

  /**
   * Gives a token a new secret. The identity stays: its id, its role or owner, its history. Needs
   * `rights.manageTokens`. The older secrets stay valid until the end of the overlap, and never longer than before.
   *
   * A personal token can be rotated by its owner and by the system, but by no other user: the new secret acts as
   * the owner. A service token can be rotated by actors that see it and hold its permissions.
   *
   * If the response is lost, rotate again. A secret that was never used is replaced, and ends after the drain.
   *
   * @param id The token's id.
   * @param options How long older secrets stay valid, and the token's new expiry.
   * @returns The token and its new secret, which is available only here; or `forbidden`, `invalid`, `not_found`,
   *   `revoked`, `expired`, `exceeds_permissions`, `exceeds_expiry`, `expiry_required`. If older secrets end at once,
   *   it resolves once no process accepts them.
   */
  rotateToken(id: string, options?: RotateOptions): Promise<Outcome<IssuedToken>>;

  /**
   * Ends the older secrets of a token now, before the overlap of their rotation does: only the newest one stays valid. It needs
   * the same as `revokeToken`, and waits like it. Without an older secret it changes nothing.
   *
   * @param id The token's id.
   * @param options The newest secret that the caller knows, and whether to wait for the lease.
   * @returns The token; or `forbidden`, `invalid`, `not_found`, `revoked`, `conflict` (there is a newer secret).
   * @throws {LynkConfigurationError} for an unknown or wrong option.
   */
  retireSecrets(id: string, options?: RetireOptions): Promise<Outcome<{ token: TokenView }>>;

  /**
   * Revokes a token, which is final. Revoking it again is not an error. Needs `rights.manageTokens`, except for a
   * signed-in user's own personal tokens. Once it has resolved, no verification that begins afterwards accepts
   * the token, in any process that reads the same store. That takes one lease of the store, 100 ms by default.
   *
   * @param id The token's id.
   * @param options Whether to wait for the lease.
   * @returns The token; or `forbidden`, `not_found`.
   * @throws {LynkConfigurationError} for an unknown or wrong option.
   */
  revokeToken(id: string, options?: WaitOptions): Promise<Outcome<{ token: TokenView }>>;

  /**
   * Revokes a token by the token itself, for example one found in a leak. A token may revoke itself, whatever its
   * permissions. An actor that sees all service tokens, and a service token with the right `introspectTokens`, can revoke
   * any token of the organization, other actors the tokens that they see. It waits like `revokeToken`.
   *
   * @param token The token.
   * @param options Whether to wait for the lease.
   * @returns The token; or `forbidden`, `invalid` (not a complete token), `not_found`.
   */
  revokeByToken(token: string, options?: WaitOptions): Promise<Outcome<{ token: TokenView }>>;

  /**
   * Lists the secrets of a token that the actor sees, oldest first: its first one, and one for each rotation. An ended
   * secret is listed for 90 days or longer.
   *
   * @param id The token's id.
   * @returns The secrets, without any part of them except the mask; or `forbidden`, `not_found`.
   */
  listSecrets(id: string): Promise<Outcome<{ secrets: readonly SecretView[] }>>;

  /**
   * Lists why a token that the actor sees was rejected, and how often: one entry for each reason, latest first. The
   * client never learns the reason. A rejection in another process is known at most a minute later. A token that is
   * deleted has none.
   *
   * @param id The token's id.
   * @returns The rejections by their reason; or `forbidden`, `not_found`.
   */
  listRefusals(id: string): Promise<Outcome<{ refusals: readonly Refusals[] }>>;

  /**
   * Suspends a token: it is rejected until it is resumed. It needs the same as `revokeToken`, and waits like it.
   *
   * @param id The token's id.
   * @param options Whether to wait for the lease.
   * @returns The token; or `forbidden`, `not_found`, `revoked`.
   * @throws {LynkConfigurationError} for an unknown or wrong option.
   */
  suspendToken(id: string, options?: WaitOptions): Promise<Outcome<{ token: TokenView }>>;

  /**
   * Resumes a suspended token. Needs `rights.manageTokens` and, like creating the token, the permissions that it has.
   *
   * @param id The token's id.
   * @returns The token; or `forbidden`, `not_found`, `revoked`, `exceeds_permissions`, `exceeds_expiry`.
   */
  resumeToken(id: string): Promise<Outcome<{ token: TokenView }>>;

  /**
   * Deletes a token that is revoked or has expired. Its id and its secrets are never valid again; the audit log keeps its
   * name, kind and owner. Deleting it again is not an error. It needs the same as `revokeToken`, and waits like it.
   *
   * @param id The token's id.
   * @param options Whether to wait for the lease.
   * @returns Nothing more than `ok`; or `forbidden`, `not_found`, `still_active`.
   * @throws {LynkConfigurationError} for an unknown or wrong option.
   */
  deleteToken(id: string, options?: WaitOptions): Promise<Outcome<object>>;

  /**
   * Finds a token that the actor sees by the token itself or by its digest, also if it is suspended, expired or revoked.
   *
   * @param search The token, or its SHA-256 as 64 hexadecimal digits.
   * @returns The token; or `forbidden`, `invalid`, `not_found`.
   */
  findToken(search: TokenSearch): Promise<Outcome<{ token: TokenView }>>;

  /** Returns a token that the actor sees; or `forbidden`, `not_found`. */
  getToken(id: string): Promise<Outcome<{ token: TokenView }>>;

  /**
   * Lists the tokens that the actor sees, including revoked and expired ones. The system sees all
   * tokens, and so does an actor with the rights `manageTokens` and `manageAllTokens`. Another actor sees the own personal
   * tokens and, with `manageTokens`, the service tokens that it created: a user in a session or with a personal token.
   *
   * A page continues where the one before ended, whatever has been created or deleted since. In the orders `name` and
   * `expires`, a token whose name or expiry has changed since may be listed twice or not at all.
   *
   * @param filter Which tokens to list, and which page. Default: the 50 newest of all.
   * @returns A page and the cursor of the next one; `forbidden` for a token that does not manage tokens; `invalid` for a
   *   wrong filter.
   * @example
   * ```ts
   * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
   *
   * const authority = createAuthority({ store: createMemoryStore() });
   * const manage = authority.as({ kind: 'user', organizationId: 'acme', userId: 'ada' });
   * const week = 7 * 24 * 60 * 60 * 1000;
   * await manage.listTokens({ state: 'active', expiresBefore: Date.now() + week });
   * ```
   */
  listTokens(filter?: TokenListFilter): Promise<Outcome<TokenList>>;

  /**
   * Returns the actor as a settings page needs it: its organization, member and role, what it may do now, which roles it may
   * give to a service token, and how long a new token may live. It needs no permission.
   *
   * @returns The actor; or `forbidden` for one without access, `not_found` (the organization that the system named).
   */
  getSelf(): Promise<Outcome<SelfView>>;

  /** Returns the organization. Needs `rights.viewOrganization`. */
  getOrganization(): Promise<Outcome<{ organization: OrganizationView }>>;

  /** Returns the roles, in the order of their creation. Needs `rights.viewOrganization`. */
  listRoles(): Promise<Outcome<{ roles: readonly RoleView[] }>>;

  /** Returns a role; or `forbidden`, `not_found`. Needs `rights.viewOrganization`. */
  getRole(id: string): Promise<Outcome<{ role: RoleView }>>;

  /**
   * Creates a custom role. Needs `rights.changeRoles`, and every permission of the role. An organization has at most 100.
   *
   * @param input The role's name, which no other role of the organization has, and its permissions.
   * @returns The role; or `forbidden`, `invalid`, `exceeds_permissions`, `conflict` (the name), `limit_reached`.
   */
  createRole(input: RoleInput): Promise<Outcome<{ role: RoleView }>>;

  /**
   * Changes the name or the permissions of a custom role, for all members and tokens that have it. Needs
   * `rights.changeRoles`, and every permission that the role has before and after. New permissions resolve once they hold
   * in every process, like a revocation.
   *
   * @param id The role's id.
   * @param update The fields to change, at least one.
   * @param options Whether to wait for the lease.
   * @returns The role; or `forbidden`, `invalid`, `not_found`, `system_role`, `exceeds_permissions`, `conflict` (the name).
   * @throws {LynkConfigurationError} for an unknown or wrong option.
   */
  updateRole(id: string, update: RoleUpdate, options?: WaitOptions): Promise<Outcome<{ role: RoleView }>>;

  /**
   * Deletes a custom role. If a member or a live service token has it, it needs a successor, to which they move in the same
   * transaction. Needs `rights.changeRoles`, and every permission of the role and of its successor. It waits like
   * `revokeToken`.
   *
   * @param id The role's id.
   * @param options The successor, and whether to wait for the lease.
   * @returns The role as it was; or `forbidden`, `invalid`, `not_found` (the role or its successor), `system_role`,
   *   `role_in_use`, `exceeds_permissions`.
   * @throws {LynkConfigurationError} for an unknown or wrong option.
   */
  deleteRole(id: string, options?: DeleteRoleOptions): Promise<Outcome<{ role: RoleView }>>;

  /** Returns the members, oldest first. Needs `rights.viewMembers`. */
  listMembers(): Promise<Outcome<{ members: readonly MemberView[] }>>;

  /**
   * Returns a member, and how many personal tokens their removal revokes. Needs `rights.viewMembers`.
   *
   * @param userId The user's id.
   * @returns The member and the number of live personal tokens; or `forbidden`, `not_found`.
   */
  getMember(userId: string): Promise<Outcome<FoundMember>>;

  /**
   * Adds a member to the organization. Needs `rights.addMembers`, and every permission of the role.
   *
   * @param input The member's role, the user's id if the host has one, and a name and an email address for display.
   * @returns The member; or `forbidden`, `invalid`, `not_found` (the role), `exceeds_permissions`, `conflict`.
   */
  addMember(input: MemberInput): Promise<Outcome<{ member: MemberView }>>;

  /**
   * Changes what the organization requires of its tokens. Needs `rights.changePolicies`. Networks hold for existing tokens
   * too; lifetimes for new ones, and for a later expiry of existing ones. It resolves once it holds in every process,
   * like a revocation.
   *
   * @param update The fields to change, at least one.
   * @param options Whether to wait for the lease.
   * @returns The organization; or `forbidden`, `invalid`, `not_found` (a role).
   * @throws {LynkConfigurationError} for an unknown or wrong option.
   */
  updatePolicy(
    update: PolicyUpdate,
    options?: WaitOptions,
  ): Promise<Outcome<{ organization: OrganizationView }>>;

  /**
   * Lists the audit log, newest first. Needs `rights.viewAudit`.
   *
   * @param filter Which entries, and how many a page has. Default: all, in pages of 100.
   * @returns A page; or `forbidden`, `invalid`.
   */
  listAudit(filter?: AuditFilter): Promise<Outcome<AuditPage>>;

  /**
   * Exports the audit log as JSON lines, newest first: one entry a line, each with its line feed. Needs
   * `rights.viewAudit`.
   *
   * @param filter Which entries. Default: all.
   * @returns The lines, which are read from the store page by page; or `forbidden`, `invalid`.
   */
  exportAudit(
    filter?: Omit<AuditFilter, 'limit' | 'cursor'>,
  ): Promise<Outcome<{ lines: AsyncIterable<string> }>>;

  /**
   * Changes a member's role, name or email address. Needs `rights.changeMembers`, and every permission of the member's
   * role before and after. A role resolves once it holds in every process, like a revocation.
   *
   * @param userId The user's id.
   * @param update The fields to change, at least one.
   * @param options Whether to wait for the lease.
   * @returns The member; or `forbidden`, `invalid`, `not_found` (the member or the role), `exceeds_permissions`,
   *   `last_administrator`.
   * @throws {LynkConfigurationError} for an unknown or wrong option.
   */
  updateMember(
    userId: string,
    update: MemberUpdate,
    options?: WaitOptions,
  ): Promise<Outcome<{ member: MemberView }>>;

  /**
   * Suspends a member: they have no access, and their personal tokens are rejected, until they are resumed. Suspending
   * again is not an error. Needs `rights.changeMembers`, and every permission of the member's role. It waits like
   * `revokeToken`.
   *
   * @param userId The user's id.
   * @param options Whether to wait for the lease.
   * @returns The member; or `forbidden`, `not_found`, `exceeds_permissions`, `last_administrator`.
   * @throws {LynkConfigurationError} for an unknown or wrong option.
   */
  suspendMember(userId: string, options?: WaitOptions): Promise<Outcome<{ member: MemberView }>>;

  /**
   * Resumes a suspended member, and their personal tokens. Needs `rights.changeMembers`, and every permission of the
   * member's role.
   *
   * @param userId The user's id.
   * @returns The member; or `forbidden`, `not_found`, `exceeds_permissions`.
   */
  resumeMember(userId: string): Promise<Outcome<{ member: MemberView }>>;

  /**
   * Removes a member, and revokes their personal tokens in the same transaction, which is final: who is added again has
   * none of them. Service tokens that the member created stay. Needs `rights.removeMembers`, and every permission of the
   * member's role. It waits like `revokeToken`.
   *
   * @param userId The user's id.
   * @param options Whether to wait for the lease.
   * @returns The member as they were; or `forbidden`, `not_found`, `exceeds_permissions`, `last_administrator`.
   * @throws {LynkConfigurationError} for an unknown or wrong option.
   */
  removeMember(userId: string, options?: WaitOptions): Promise<Outcome<{ member: MemberView }>>;
}
