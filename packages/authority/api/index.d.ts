import { Changes } from '@lynk-auth/verifier';
import { Clock } from '@lynk-auth/verifier';
import { Principal } from '@lynk-auth/core';
import { SecurityToken } from '@lynk-auth/core';
import { Source } from '@lynk-auth/verifier';
import { TokenFormat } from '@lynk-auth/core';
import { TokenKind } from '@lynk-auth/core';
interface ActivateSecret extends CommandBase {
    readonly type: 'activate_secret';
    readonly tokenId: string;
    readonly digest: Uint8Array;
}
type Actor = UserActor | Principal | SystemActor;
interface ActorRef {
    readonly kind: 'user' | 'token' | 'system';
    readonly id: string | null;
}
interface AddMember extends CommandBase {
    readonly type: 'add_member';
    readonly userId: string;
    readonly name: string;
    readonly email: string;
    readonly roleId: string;
}
type ApplyOutcome<C extends Command = Command> = Outcomes[C['type']];
interface Authority {
    readonly source: Source;
    as(actor: Actor): Management;
    createOrganization(input: OrganizationInput): Promise<Outcome<CreatedOrganization>>;
}
interface AuthorityOptions {
    readonly store: Store;
    readonly format?: TokenFormat | undefined;
    readonly environment?: string | undefined;
    readonly clock?: Pick<Clock, 'wall'> | undefined;
    readonly policies?: Policies | undefined;
}
type Command = CreateOrganization | SetPolicy | AddMember | UpdateMember | RemoveMember | UpdateRole | IssueToken | UpdateToken | SuspendToken | ResumeToken | RotateToken | ActivateSecret | RevokeToken;
interface CommandBase {
    readonly organizationId: string;
    readonly actor: ActorRef;
    readonly at: number;
}
interface CreateOrganization extends CommandBase {
    readonly type: 'create_organization';
    readonly name: string;
    readonly roles: readonly Omit<RoleView, 'organizationId'>[];
}
interface CreatedOrganization {
    readonly organization: OrganizationView;
    readonly roles: readonly RoleView[];
    readonly admin: MemberView;
}
type Failed<Reason extends string> = {
    readonly ok: false;
    readonly reason: Reason;
};
interface Failure {
    readonly ok: false;
    readonly reason: FailureReason;
    readonly message: string;
}
type FailureCode = keyof typeof failures;
type FailureReason = (typeof failures)[FailureCode][0];
interface IssueToken extends CommandBase {
    readonly type: 'issue_token';
    readonly tokenId: string;
    readonly kind: TokenKind;
    readonly environment: string;
    readonly name: string;
    readonly mask: string;
    readonly digest: Uint8Array;
    readonly ownerId: string | null;
    readonly roleId: string | null;
    readonly ceiling: readonly string[] | null;
    readonly expiresAt: number | null;
    readonly limit: number | null;
}
interface IssuedToken {
    readonly token: TokenView;
    readonly secret: SecurityToken;
}
interface Management {
    issuePersonalToken(input: PersonalTokenInput): Promise<Outcome<IssuedToken>>;
    issueServiceToken(input: ServiceTokenInput): Promise<Outcome<IssuedToken>>;
    updateToken(id: string, update: TokenUpdate): Promise<Outcome<{
        token: TokenView;
    }>>;
    revokeToken(id: string, options?: RevokeOptions): Promise<Outcome<{
        token: TokenView;
    }>>;
    revokeByToken(token: string, options?: RevokeOptions): Promise<Outcome<{
        token: TokenView;
    }>>;
    getToken(id: string): Promise<Outcome<{
        token: TokenView;
    }>>;
    listTokens(filter?: TokenListFilter): Promise<Outcome<{
        tokens: readonly TokenView[];
    }>>;
    getOrganization(): Promise<Outcome<{
        organization: OrganizationView;
    }>>;
    listRoles(): Promise<Outcome<{
        roles: readonly RoleView[];
    }>>;
    listMembers(): Promise<Outcome<{
        members: readonly MemberView[];
    }>>;
    addMember(input: MemberInput): Promise<Outcome<{
        member: MemberView;
    }>>;
}
interface MemberInput {
    readonly name: string;
    readonly email: string;
    readonly roleId: string;
    readonly userId?: string | undefined;
}
interface MemberView {
    readonly organizationId: string;
    readonly userId: string;
    readonly name: string;
    readonly email: string;
    readonly role: RoleView;
    readonly createdAt: number;
}
interface OrganizationInput {
    readonly name: string;
    readonly admin: {
        readonly name: string;
        readonly email: string;
    };
}
interface OrganizationPolicy {
    readonly allowedNetworks: readonly string[] | null;
}
interface OrganizationView {
    readonly id: string;
    readonly name: string;
    readonly policy: OrganizationPolicy;
    readonly createdAt: number;
    readonly updatedAt: number;
}
type Outcome<Result extends object> = ({
    readonly ok: true;
} & Readonly<Result>) | Failure;
interface Outcomes {
    create_organization: {
        readonly ok: true;
        readonly organization: OrganizationView;
    } | Failed<'conflict'>;
    set_policy: {
        readonly ok: true;
        readonly organization: OrganizationView;
    } | Failed<'organization_not_found'>;
    add_member: {
        readonly ok: true;
        readonly member: MemberView;
    } | Failed<'organization_not_found' | 'role_not_found' | 'conflict'>;
    update_member: {
        readonly ok: true;
        readonly member: MemberView;
    } | Failed<'member_not_found' | 'role_not_found'>;
    remove_member: {
        readonly ok: true;
    };
    update_role: {
        readonly ok: true;
        readonly role: RoleView;
    } | Failed<'role_not_found' | 'system_role'>;
    issue_token: {
        readonly ok: true;
        readonly token: TokenView;
    } | Failed<'organization_not_found' | 'member_not_found' | 'role_not_found' | 'limit_reached' | 'conflict'>;
    update_token: {
        readonly ok: true;
        readonly token: TokenView;
    } | Failed<'token_not_found' | 'revoked'>;
    suspend_token: {
        readonly ok: true;
        readonly token: TokenView;
    } | Failed<'token_not_found' | 'revoked'>;
    resume_token: {
        readonly ok: true;
        readonly token: TokenView;
    } | Failed<'token_not_found' | 'revoked'>;
    rotate_token: {
        readonly ok: true;
        readonly token: TokenView;
    } | Failed<'token_not_found' | 'revoked' | 'conflict'>;
    activate_secret: {
        readonly ok: true;
        readonly token: TokenView;
    } | Failed<'token_not_found' | 'secret_not_found'>;
    revoke_token: {
        readonly ok: true;
        readonly token: TokenView;
    } | Failed<'token_not_found'>;
}
type Permission = keyof typeof permissions;
interface PersonalTokenInput {
    readonly name: string;
    readonly expiresAt?: number | null | undefined;
    readonly permissions?: readonly string[] | undefined;
    readonly ownerId?: string | undefined;
}
interface Policies {
    readonly serviceTokenLimit?: number | undefined;
    readonly roleGrants?: 'own_permissions' | 'any_role' | undefined;
    readonly personalTokensByToken?: boolean | undefined;
    readonly maxLifetimeSeconds?: number | undefined;
    readonly allowNoExpiry?: boolean | undefined;
}
type ReadStore = Pick<Store, 'leaseMs' | 'lookup' | 'changes' | 'apply'>;
interface RemoveMember extends CommandBase {
    readonly type: 'remove_member';
    readonly userId: string;
}
interface ResumeToken extends CommandBase {
    readonly type: 'resume_token';
    readonly tokenId: string;
}
interface RevokeOptions {
    readonly wait?: boolean | undefined;
}
interface RevokeToken extends CommandBase {
    readonly type: 'revoke_token';
    readonly tokenId: string;
}
interface RoleView {
    readonly id: string;
    readonly organizationId: string;
    readonly name: string;
    readonly permissions: readonly string[];
    readonly system: boolean;
}
interface RotateToken extends CommandBase {
    readonly type: 'rotate_token';
    readonly tokenId: string;
    readonly mask: string;
    readonly digest: Uint8Array;
    readonly overlapUntil: number;
    readonly drainUntil: number;
}
interface ServiceTokenInput {
    readonly name: string;
    readonly roleId: string;
    readonly expiresAt?: number | null | undefined;
}
interface SetPolicy extends CommandBase {
    readonly type: 'set_policy';
    readonly policy: OrganizationPolicy;
}
interface Store {
    readonly leaseMs: number;
    lookup(digests: readonly Uint8Array[]): TokenRecord | null | Promise<TokenRecord | null>;
    apply<C extends Command>(command: C): Promise<ApplyOutcome<C>>;
    changes(after: number): Changes | Promise<Changes>;
    getOrganization(organizationId: string): Promise<OrganizationView | null>;
    listOrganizations(): Promise<readonly OrganizationView[]>;
    getMember(organizationId: string, userId: string): Promise<MemberView | null>;
    listMembers(organizationId: string): Promise<readonly MemberView[]>;
    getRole(organizationId: string, roleId: string): Promise<RoleView | null>;
    listRoles(organizationId: string): Promise<readonly RoleView[]>;
    getToken(organizationId: string, tokenId: string): Promise<TokenView | null>;
    listTokens(filter: TokenFilter): Promise<readonly TokenView[]>;
    findToken(organizationId: string, digests: readonly Uint8Array[]): Promise<TokenView | null>;
    close(): Promise<void>;
}
interface SuspendToken extends CommandBase {
    readonly type: 'suspend_token';
    readonly tokenId: string;
}
interface SystemActor {
    readonly kind: 'system';
    readonly organizationId: string;
}
interface TokenFilter {
    readonly organizationId: string;
    readonly kind?: TokenKind | undefined;
    readonly ownerId?: string | undefined;
}
interface TokenListFilter {
    readonly kind?: TokenKind | undefined;
}
interface TokenRecord {
    readonly tokenId: string;
    readonly organizationId: string;
    readonly kind: TokenKind;
    readonly userId: string | null;
    readonly expiresAt: number | null;
    readonly revokedAt: number | null;
    readonly suspendedAt: number | null;
    readonly secretExpiresAt: number | null;
    readonly secretPending: boolean;
    readonly ownerPresent: boolean;
    readonly rolePermissions: readonly string[] | null;
    readonly ceiling: readonly string[] | null;
    readonly allowedNetworks: readonly string[] | null;
}
interface TokenUpdate {
    readonly name?: string | undefined;
    readonly expiresAt?: number | null | undefined;
}
interface TokenView {
    readonly id: string;
    readonly organizationId: string;
    readonly kind: TokenKind;
    readonly environment: string;
    readonly name: string;
    readonly mask: string;
    readonly ownerId: string | null;
    readonly roleId: string | null;
    readonly ceiling: readonly string[] | null;
    readonly createdBy: ActorRef;
    readonly createdAt: number;
    readonly updatedAt: number;
    readonly expiresAt: number | null;
    readonly revokedAt: number | null;
    readonly suspendedAt: number | null;
}
interface UpdateMember extends CommandBase {
    readonly type: 'update_member';
    readonly userId: string;
    readonly roleId: string;
}
interface UpdateRole extends CommandBase {
    readonly type: 'update_role';
    readonly roleId: string;
    readonly name?: string | undefined;
    readonly permissions?: readonly string[] | undefined;
}
interface UpdateToken extends CommandBase {
    readonly type: 'update_token';
    readonly tokenId: string;
    readonly name?: string | undefined;
    readonly expiresAt?: number | null | undefined;
}
interface UserActor {
    readonly kind: 'user';
    readonly organizationId: string;
    readonly userId: string;
}
declare function applyEverywhere<C extends Command>(store: Pick<Store, 'apply' | 'leaseMs'>, command: C): Promise<ApplyOutcome<C>>;
declare function createAuthority(options: AuthorityOptions): Authority;
declare function createMemoryStore(): Store;
declare function createStoreSource(store: ReadStore, clock?: {
    wall(): number;
}): Source;
declare const failures: {
    readonly not_allowed: readonly [
        "forbidden",
        "You may not do this."
    ];
    readonly no_personal_by_token: readonly [
        "forbidden",
        "A token cannot be used to create a personal token here."
    ];
    readonly owner_is_fixed: readonly [
        "forbidden",
        "A personal token can only be created for yourself."
    ];
    readonly organization_not_found: readonly [
        "not_found",
        "There is no such organization."
    ];
    readonly member_not_found: readonly [
        "not_found",
        "The organization has no such member."
    ];
    readonly role_not_found: readonly [
        "not_found",
        "The organization has no such role."
    ];
    readonly token_not_found: readonly [
        "not_found",
        "There is no such token."
    ];
    readonly bad_name: readonly [
        "invalid",
        "The name must have 1 to 200 characters, and no control characters."
    ];
    readonly bad_email: readonly [
        "invalid",
        "The email address is not valid."
    ];
    readonly bad_expiry: readonly [
        "invalid",
        "The expiry must be a moment in the future."
    ];
    readonly bad_permissions: readonly [
        "invalid",
        "The permissions must be a list of permission names, 100 at most."
    ];
    readonly bad_kind: readonly [
        "invalid",
        "The kind must be \"personal\" or \"service\"."
    ];
    readonly no_such_kind: readonly [
        "invalid",
        "Tokens of this kind are not in use here."
    ];
    readonly bad_owner: readonly [
        "invalid",
        "A personal token needs the id of the user whose token it is."
    ];
    readonly bad_role: readonly [
        "invalid",
        "The id of the role is not valid."
    ];
    readonly bad_user: readonly [
        "invalid",
        "The id of the user is not valid."
    ];
    readonly bad_token: readonly [
        "invalid",
        "This is not a complete token."
    ];
    readonly bad_input: readonly [
        "invalid",
        "The input has a wrong form, or a field that does not exist."
    ];
    readonly nothing_to_change: readonly [
        "invalid",
        "There is nothing to change: give a name or an expiry."
    ];
    readonly limit_reached: readonly [
        "limit_reached",
        "The organization has as many service tokens as it may have."
    ];
    readonly exceeds_permissions: readonly [
        "exceeds_permissions",
        "The role allows more than you may do yourself."
    ];
    readonly exceeds_expiry: readonly [
        "exceeds_expiry",
        "The expiry is later than the token that you use may give."
    ];
    readonly exceeds_lifetime: readonly [
        "exceeds_expiry",
        "The expiry is later than the organization allows."
    ];
    readonly expiry_required: readonly [
        "expiry_required",
        "The token needs an expiry: one that never expires is not allowed."
    ];
    readonly expired: readonly [
        "expired",
        "The token has expired. Create a new one."
    ];
    readonly revoked: readonly [
        "revoked",
        "The token was revoked, which is final. Create a new one."
    ];
    readonly conflict: readonly [
        "conflict",
        "This exists already, with other details."
    ];
};
declare const permissions: {
    readonly view_organization: "See the organization and its roles";
    readonly update_organization: "Change the organization, and see all of its service tokens";
    readonly delete_organization: "Delete the organization";
    readonly manage_billing: "Manage billing";
    readonly view_products: "See products";
    readonly create_products: "Create products";
    readonly update_products: "Change products";
    readonly delete_products: "Delete products";
    readonly view_sboms: "See SBOMs";
    readonly update_sboms: "Upload and change SBOMs";
    readonly delete_sboms: "Delete SBOMs";
    readonly view_users: "See the members";
    readonly invite_users: "Invite members";
    readonly edit_user_roles: "Change the roles of members";
    readonly delete_users: "Remove members";
    readonly view_policies: "See policies";
    readonly edit_policies: "Change policies";
    readonly manage_api_tokens: "Create and manage API tokens";
};
declare function systemActor(organizationId: string): SystemActor;
declare const systemRoles: {
    readonly Admin: ("view_organization" | "update_organization" | "delete_organization" | "manage_billing" | "view_products" | "create_products" | "update_products" | "delete_products" | "view_sboms" | "update_sboms" | "delete_sboms" | "view_users" | "invite_users" | "edit_user_roles" | "delete_users" | "view_policies" | "edit_policies" | "manage_api_tokens")[];
    readonly Operator: ("view_organization" | "update_organization" | "delete_organization" | "manage_billing" | "view_products" | "create_products" | "update_products" | "delete_products" | "view_sboms" | "update_sboms" | "delete_sboms" | "view_users" | "invite_users" | "edit_user_roles" | "delete_users" | "view_policies" | "edit_policies" | "manage_api_tokens")[];
    readonly Viewer: ("view_organization" | "update_organization" | "delete_organization" | "manage_billing" | "view_products" | "create_products" | "update_products" | "delete_products" | "view_sboms" | "update_sboms" | "delete_sboms" | "view_users" | "invite_users" | "edit_user_roles" | "delete_users" | "view_policies" | "edit_policies" | "manage_api_tokens")[];
};
export { ActivateSecret };
export { Actor };
export { ActorRef };
export { AddMember };
export { ApplyOutcome };
export { Authority };
export { AuthorityOptions };
export { Change } from '@lynk-auth/verifier';
export { Changes } from '@lynk-auth/verifier';
export { Command };
export { CreateOrganization };
export { CreatedOrganization };
export { Failure };
export { FailureReason };
export { IssueToken };
export { IssuedToken };
export { LookupResult } from '@lynk-auth/verifier';
export { Management };
export { MemberInput };
export { MemberView };
export { OrganizationInput };
export { OrganizationPolicy };
export { OrganizationView };
export { Outcome };
export { Permission };
export { PersonalTokenInput };
export { Policies };
export { RemoveMember };
export { ResumeToken };
export { RevokeOptions };
export { RevokeToken };
export { RoleView };
export { RotateToken };
export { SecurityToken } from '@lynk-auth/core';
export { ServiceTokenInput };
export { SetPolicy };
export { Source } from '@lynk-auth/verifier';
export { Store };
export { SuspendToken };
export { SystemActor };
export { TokenFilter };
export { TokenListFilter };
export { TokenRecord };
export { TokenUpdate };
export { TokenView };
export { UpdateMember };
export { UpdateRole };
export { UpdateToken };
export { UserActor };
export { applyEverywhere };
export { createAuthority };
export { createMemoryStore };
export { createStoreSource };
export { permissions };
export { systemActor };
export { systemRoles };
