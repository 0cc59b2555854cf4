export type { SecurityToken } from '@lynk-auth/core';
export type { Change, Changes, LookupResult, Source } from '@lynk-auth/verifier';
export { type Actor, type SystemActor, systemActor, type UserActor } from './actor.ts';
export type { MemberInput } from './add-member.ts';
export { applyEverywhere } from './apply-everywhere.ts';
export type {
  ActivateSecret,
  AddMember,
  ApplyOutcome,
  Command,
  CreateOrganization,
  IssueToken,
  RemoveMember,
  ResumeToken,
  RevokeToken,
  RotateToken,
  SetPolicy,
  SuspendToken,
  UpdateMember,
  UpdateRole,
  UpdateToken,
} from './command.ts';
export { type Authority, createAuthority } from './create-authority.ts';
export type { CreatedOrganization, OrganizationInput } from './create-organization.ts';
export { createStoreSource } from './create-store-source.ts';
export type { Failure, FailureReason, Outcome } from './failures.ts';
export type { PersonalTokenInput } from './issue-personal-token.ts';
export type { ServiceTokenInput } from './issue-service-token.ts';
export type { IssuedToken } from './issue-token.ts';
export type { Management } from './management.ts';
export { createMemoryStore } from './memory/create-memory-store.ts';
export { type Permission, permissions, systemRoles } from './permissions.ts';
export type { AuthorityOptions, Policies } from './read-options.ts';
export type { TokenListFilter } from './read-tokens.ts';
export type { RevokeOptions } from './revoke-token.ts';
export type { Store, TokenFilter, TokenRecord } from './store.ts';
export type { TokenUpdate } from './update-token.ts';
export type {
  ActorRef,
  MemberView,
  OrganizationPolicy,
  OrganizationView,
  RoleView,
  TokenView,
} from './views.ts';
