import type { TokenKind } from '@lynk-auth/core';
import type { ActorRef, MemberView, OrganizationView, RoleView, TokenView } from './views.ts';

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

/** Everything that a store can be told to do. */
export type Command = CreateOrganization | AddMember | IssueToken | UpdateToken | RevokeToken;

type Failed<Reason extends string> = { readonly ok: false; readonly reason: Reason };

interface Outcomes {
  create_organization: { readonly ok: true; readonly organization: OrganizationView } | Failed<'conflict'>;
  add_member:
    | { readonly ok: true; readonly member: MemberView }
    | Failed<'organization_not_found' | 'role_not_found' | 'conflict'>;
  issue_token:
    | { readonly ok: true; readonly token: TokenView }
    | Failed<'organization_not_found' | 'member_not_found' | 'role_not_found' | 'limit_reached' | 'conflict'>;
  update_token: { readonly ok: true; readonly token: TokenView } | Failed<'token_not_found' | 'revoked'>;
  revoke_token: { readonly ok: true; readonly token: TokenView } | Failed<'token_not_found'>;
}

/** What comes of a command. `conflict`: the id, or the secret, is taken by something else. */
export type ApplyOutcome<C extends Command = Command> = Outcomes[C['type']];
