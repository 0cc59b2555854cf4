export type { SecurityToken } from '@lynk-auth/core';
export type { Change, LookupResult, Source } from '@lynk-auth/verifier';
export { type Actor, type SystemActor, systemActor, type UserActor } from './access/actor.ts';
export { type ActorIdentity, type Condition, findDenial } from './access/condition.ts';
export type { AccessReads } from './access/find-access.ts';
export { type LynkPermission, lynkPermissions, lynkSystemRoles } from './access/lynk-permissions.ts';
export type { PermissionOptions } from './access/permission-model.ts';
export type { ReservedPermission, Rights } from './access/rights.ts';
export type { AuditEntry, AuditFields, AuditQuery, Origin } from './audit/audit-entry.ts';
export type { CallOrigin } from './audit/create-origin-adder.ts';
export { type AuditReads, describeChange, type NewAuditEntry, readAudited } from './audit/describe-change.ts';
export { type Authority, createAuthority } from './create-authority.ts';
export type { Directory, DirectoryChange, DirectoryMember, DirectoryRole } from './directory/directory.ts';
export type {
  AuthorityEvent,
  EventListener,
  SecretReusedEvent,
  TokenExpiringEvent,
  TokenRefusedEvent,
} from './events/authority-event.ts';
export type { EventDelivery } from './events/deliver-events.ts';
export type { ExpiryInput } from './expiry.ts';
export { createMemoryStore } from './memory/create-memory-store.ts';
export type { Management } from './operations/management.ts';
export type { MemberInput } from './operations/members/add-member.ts';
export type { FoundMember } from './operations/members/get-member.ts';
export type { MemberUpdate } from './operations/members/update-member.ts';
export type {
  CreatedOrganization,
  OrganizationInput,
} from './operations/organization/create-organization.ts';
export type { SelfView } from './operations/organization/get-self.ts';
export type { AuditFilter, AuditPage } from './operations/organization/list-audit.ts';
export type { PolicyUpdate } from './operations/organization/update-policy.ts';
export type { UpdatedSystemRoles } from './operations/organization/update-system-roles.ts';
export type { RoleInput } from './operations/roles/create-role.ts';
export type { DeleteRoleOptions } from './operations/roles/delete-role.ts';
export type { RoleUpdate } from './operations/roles/update-role.ts';
export type { TokenSearch } from './operations/tokens/find-token.ts';
export type { PersonalTokenInput } from './operations/tokens/issue-personal-token.ts';
export type { ServiceTokenInput } from './operations/tokens/issue-service-token.ts';
export type { IssuedToken } from './operations/tokens/issue-token.ts';
export type { TokenList, TokenListFilter } from './operations/tokens/list-tokens.ts';
export type { RetireOptions } from './operations/tokens/retire-secrets.ts';
export type { RotateOptions } from './operations/tokens/rotate-token.ts';
export type { TokenUpdate } from './operations/tokens/update-token.ts';
export type { WaitOptions } from './operations/wait-options.ts';
export type { Failure, FailureReason, Outcome } from './outcome.ts';
export {
  changePolicy,
  defaultOrganizationPolicy,
  type LifetimeLimits,
  listRolesOfPolicy,
  removeRoleFromPolicy,
} from './policies/organization-policy.ts';
export type { Policies } from './policies/policies.ts';
export type { AuthorityOptions } from './read-options.ts';
export { createStoreSource, type StoreSourceOptions } from './source/create-store-source.ts';
export { applyAndWait } from './store/apply-and-wait.ts';
export type {
  ActivateSecret,
  AddMember,
  ApplyOutcome,
  Command,
  CreateOrganization,
  CreateRole,
  DeleteRole,
  DeleteToken,
  Denial,
  IssueToken,
  NewMember,
  RemoveMember,
  ResumeMember,
  ResumeToken,
  RetireSecrets,
  RevokeToken,
  RotateToken,
  SetPolicy,
  SetSystemRoles,
  SuspendMember,
  SuspendToken,
  UpdateMember,
  UpdateRole,
  UpdateToken,
} from './store/command.ts';
export type {
  ClaimedEvent,
  EventClaim,
  EventSettlement,
  ExpiringPage,
  ExpiringPosition,
  ExpiringQuery,
  ExpiryNotice,
  ExpiryStep,
  NewEvent,
} from './store/outbox.ts';
export type { RefusalBatch, RefusalReason, Refusals, TokenRefusals } from './store/refusal-batch.ts';
export type { Store, TokenOrder, TokenPage, TokenPosition, TokenQuery, TokenRecord } from './store/store.ts';
export { toTokenPosition } from './store/to-token-position.ts';
export type { AddressUse, SecretUsage, SecretUse, UseBatch } from './store/use-batch.ts';
export type {
  ActorRef,
  MemberView,
  OrganizationPolicy,
  OrganizationView,
  RoleView,
  SecretState,
  SecretView,
  StoredSecret,
  StoredToken,
  TokenState,
  TokenView,
} from './store/views.ts';
export type { UseOption } from './use/read-use-option.ts';
