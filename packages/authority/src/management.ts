import type { MemberInput } from './add-member.ts';
import type { Outcome } from './failures.ts';
import type { PersonalTokenInput } from './issue-personal-token.ts';
import type { ServiceTokenInput } from './issue-service-token.ts';
import type { IssuedToken } from './issue-token.ts';
import type { TokenListFilter } from './read-tokens.ts';
import type { RevokeOptions } from './revoke-token.ts';
import type { TokenUpdate } from './update-token.ts';
import type { MemberView, OrganizationView, RoleView, TokenView } from './views.ts';

/**
 * What an actor can ask for, each within the actor's organization and rights. `forbidden` is
 * answered for a right that is missing, `not_found` for what is of another organization, or not for
 * the actor to see: the two look the same as "does not exist". What the store throws is passed on.
 *
 * @example
 * ```ts
 * import type { Authority } from '@lynk-auth/authority';
 * import type { Principal } from '@lynk-auth/core';
 *
 * declare const authority: Authority;
 * declare const principal: Principal;
 * declare const roleId: string;
 * declare const show: (text: string) => void;
 * declare const report: (message: string) => void;
 *
 * const outcome = await authority.as(principal).issueServiceToken({ name: 'ci', roleId });
 * if (outcome.ok) show(outcome.secret.reveal());
 * else report(outcome.message);
 * ```
 */
export interface Management {
  /**
   * Creates a personal token. Needs `manage_api_tokens`. A user makes their own; a token does so only
   * where the policy `personalTokensByToken` allows it, and then within its own ceiling.
   *
   * @param input Its name, expiry and ceiling; from the system its owner too.
   * @returns The token and, this once, its secret; or `forbidden`, `invalid`, `exceeds_expiry`,
   *   `expiry_required`, `not_found` (the owner, named by the system).
   */
  issuePersonalToken(input: PersonalTokenInput): Promise<Outcome<IssuedToken>>;

  /**
   * Creates a service token. Needs `manage_api_tokens`, and, unless the policy is `any_role`, a role
   * that allows no more than the actor's own permissions.
   *
   * @param input Its name, role and expiry.
   * @returns The token and, this once, its secret; or `forbidden`, `invalid`, `not_found` (the
   *   role), `exceeds_permissions`, `exceeds_expiry`, `expiry_required`, `limit_reached`.
   */
  issueServiceToken(input: ServiceTokenInput): Promise<Outcome<IssuedToken>>;

  /**
   * Renames a token, or moves its expiry. Needs `manage_api_tokens`. To move the expiry to later is
   * evaluated like creating a token with the same rights; an expired token stays expired. An earlier
   * expiry is waited for, as a revocation is.
   *
   * @param id The token's id.
   * @param update What is to change; at least one thing.
   * @returns The token; or `forbidden`, `invalid`, `not_found`, `revoked`, `expired`,
   *   `exceeds_permissions`, `exceeds_expiry`, `expiry_required`.
   */
  updateToken(id: string, update: TokenUpdate): Promise<Outcome<{ token: TokenView }>>;

  /**
   * Ends a token for good; again is no error. Needs `manage_api_tokens`, but for a user's own
   * personal tokens, in person. When it has resolved, no verification that begins then accepts the
   * token, in any process that reads the same store: so it takes one lease of the store, 100 ms by
   * default.
   *
   * @param id The token's id.
   * @param options Whether to wait.
   * @returns The token; or `forbidden`, `not_found`.
   * @throws {LynkConfigurationError} for an unknown option.
   */
  revokeToken(id: string, options?: RevokeOptions): Promise<Outcome<{ token: TokenView }>>;

  /**
   * Ends the token whose text is given: any of the organization's for who sees all of its service
   * tokens, otherwise those that the actor sees. It waits as `revokeToken` does.
   *
   * @param token The token's text.
   * @param options Whether to wait.
   * @returns The token; or `forbidden`, `invalid` (not a complete token), `not_found`.
   */
  revokeByToken(token: string, options?: RevokeOptions): Promise<Outcome<{ token: TokenView }>>;

  /** @returns A token that the actor sees; or `forbidden`, `not_found`. */
  getToken(id: string): Promise<Outcome<{ token: TokenView }>>;

  /**
   * Lists the tokens that the actor sees, oldest first, revoked ones too. Personal tokens: one's own.
   * Service tokens, with `manage_api_tokens`: all for who has `update_organization` too, otherwise
   * those that the actor created. The system sees everything.
   *
   * @param filter Which ones. Default: all.
   * @returns The tokens; or `forbidden` for a token that does not manage tokens.
   */
  listTokens(filter?: TokenListFilter): Promise<Outcome<{ tokens: readonly TokenView[] }>>;

  /** @returns The organization. Needs `view_organization`. */
  getOrganization(): Promise<Outcome<{ organization: OrganizationView }>>;

  /** @returns The roles, in the order of their creation. Needs `view_organization`. */
  listRoles(): Promise<Outcome<{ roles: readonly RoleView[] }>>;

  /** @returns The members, oldest first. Needs `view_users`. */
  listMembers(): Promise<Outcome<{ members: readonly MemberView[] }>>;

  /**
   * Makes a user a member. For the system only.
   *
   * @param input The member's name, address and role, and the user's id, where there is one.
   * @returns The member; or `forbidden`, `invalid`, `not_found` (the role), `conflict`.
   */
  addMember(input: MemberInput): Promise<Outcome<{ member: MemberView }>>;
}
