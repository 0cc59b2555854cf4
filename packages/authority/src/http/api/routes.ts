import * as z from 'zod/mini';
import type { AuditFilter } from '../../operations/list-audit.ts';
import type { Management } from '../../operations/management.ts';
import { inputSchemas } from '../../operations/read-input.ts';
import type { Outcome } from '../../outcome.ts';
import { results } from './views.ts';

/** A route of the management API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the path of the API. `{id}` is one segment. */
  readonly path: string;
  readonly operation: keyof Management;
  readonly summary: string;
  /** The query of a GET, otherwise the body; `null` if there is none. */
  readonly input: z.ZodMiniType | null;
  readonly status: 200 | 201;
  readonly result: z.ZodMiniType;
  /** @param input What `input` has read. */
  call(manage: Management, id: string, input: never): Promise<Outcome<object>>;
}

/** A query has no objects, so the actor is two parameters. */
const auditQuery = z
  .extend(z.omit(inputSchemas.auditFilter, { actor: true }), {
    actorKind: z.optional(z.enum(['user', 'token', 'system'])),
    actorId: z.optional(z.string().check(z.maxLength(200))),
  })
  .check(z.refine(({ actorKind, actorId }) => actorKind !== undefined || actorId === undefined));

/** Every route, one for each operation except `exportAudit`, whose result is no JSON and of any size. */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/organization',
    operation: 'getOrganization',
    summary: 'Get the organization',
    input: null,
    status: 200,
    result: results.organization,
    call: (manage) => manage.getOrganization(),
  },
  {
    method: 'PATCH',
    path: '/organization/policy',
    operation: 'updatePolicy',
    summary: 'Change what the organization requires of its tokens',
    input: inputSchemas.policy,
    status: 200,
    result: results.organization,
    call: (manage, _, update) => manage.updatePolicy(update),
  },
  {
    method: 'GET',
    path: '/tokens',
    operation: 'listTokens',
    summary: 'List the tokens that the actor sees',
    input: inputSchemas.tokenFilter,
    status: 200,
    result: results.tokens,
    call: (manage, _, filter) => manage.listTokens(filter),
  },
  {
    method: 'POST',
    path: '/personal-tokens',
    operation: 'issuePersonalToken',
    summary: 'Create a personal token; the secret is only in this response',
    input: inputSchemas.personalToken,
    status: 201,
    result: results.issued,
    call: (manage, _, input) => manage.issuePersonalToken(input),
  },
  {
    method: 'POST',
    path: '/service-tokens',
    operation: 'issueServiceToken',
    summary: 'Create a service token; the secret is only in this response',
    input: inputSchemas.serviceToken,
    status: 201,
    result: results.issued,
    call: (manage, _, input) => manage.issueServiceToken(input),
  },
  {
    method: 'POST',
    path: '/tokens/revoke',
    operation: 'revokeByToken',
    summary: 'Revoke a token by its value',
    input: z.strictObject({ token: z.string() }),
    status: 200,
    result: results.token,
    call: (manage, _, { token }: { token: string }) => manage.revokeByToken(token),
  },
  {
    method: 'GET',
    path: '/tokens/{id}',
    operation: 'getToken',
    summary: 'Get a token',
    input: null,
    status: 200,
    result: results.token,
    call: (manage, id) => manage.getToken(id),
  },
  {
    method: 'PATCH',
    path: '/tokens/{id}',
    operation: 'updateToken',
    summary: 'Change the name or the expiry of a token',
    input: inputSchemas.tokenUpdate,
    status: 200,
    result: results.token,
    call: (manage, id, update) => manage.updateToken(id, update),
  },
  {
    method: 'GET',
    path: '/tokens/{id}/secrets',
    operation: 'listSecrets',
    summary: 'List the secrets of a token',
    input: null,
    status: 200,
    result: results.secrets,
    call: (manage, id) => manage.listSecrets(id),
  },
  {
    method: 'POST',
    path: '/tokens/{id}/rotate',
    operation: 'rotateToken',
    summary: 'Replace the secret of a token; the new one is only in this response',
    input: inputSchemas.rotation,
    status: 201,
    result: results.issued,
    call: (manage, id, options) => manage.rotateToken(id, options),
  },
  {
    method: 'POST',
    path: '/tokens/{id}/revoke',
    operation: 'revokeToken',
    summary: 'Revoke a token, which is final',
    input: null,
    status: 200,
    result: results.token,
    call: (manage, id) => manage.revokeToken(id),
  },
  {
    method: 'GET',
    path: '/roles',
    operation: 'listRoles',
    summary: 'List the roles',
    input: null,
    status: 200,
    result: results.roles,
    call: (manage) => manage.listRoles(),
  },
  {
    method: 'POST',
    path: '/roles',
    operation: 'createRole',
    summary: 'Create a role',
    input: inputSchemas.role,
    status: 201,
    result: results.role,
    call: (manage, _, input) => manage.createRole(input),
  },
  {
    method: 'GET',
    path: '/roles/{id}',
    operation: 'getRole',
    summary: 'Get a role',
    input: null,
    status: 200,
    result: results.role,
    call: (manage, id) => manage.getRole(id),
  },
  {
    method: 'PATCH',
    path: '/roles/{id}',
    operation: 'updateRole',
    summary: 'Change the name or the permissions of a role',
    input: inputSchemas.roleUpdate,
    status: 200,
    result: results.role,
    call: (manage, id, update) => manage.updateRole(id, update),
  },
  {
    method: 'POST',
    path: '/roles/{id}/delete',
    operation: 'deleteRole',
    summary: 'Delete a role; one in use needs a successor',
    input: inputSchemas.roleDeletion,
    status: 200,
    result: results.role,
    call: (manage, id, options) => manage.deleteRole(id, options),
  },
  {
    method: 'GET',
    path: '/members',
    operation: 'listMembers',
    summary: 'List the members',
    input: null,
    status: 200,
    result: results.members,
    call: (manage) => manage.listMembers(),
  },
  {
    method: 'POST',
    path: '/members',
    operation: 'addMember',
    summary: 'Add a member',
    input: inputSchemas.member,
    status: 201,
    result: results.member,
    call: (manage, _, input) => manage.addMember(input),
  },
  {
    method: 'GET',
    path: '/members/{id}',
    operation: 'getMember',
    summary: 'Get a member, and how many personal tokens a removal revokes',
    input: null,
    status: 200,
    result: results.foundMember,
    call: (manage, id) => manage.getMember(id),
  },
  {
    method: 'PATCH',
    path: '/members/{id}',
    operation: 'updateMember',
    summary: 'Change the role, the name or the email address of a member',
    input: inputSchemas.memberUpdate,
    status: 200,
    result: results.member,
    call: (manage, id, update) => manage.updateMember(id, update),
  },
  {
    method: 'POST',
    path: '/members/{id}/suspend',
    operation: 'suspendMember',
    summary: 'Suspend a member, whose personal tokens are rejected',
    input: null,
    status: 200,
    result: results.member,
    call: (manage, id) => manage.suspendMember(id),
  },
  {
    method: 'POST',
    path: '/members/{id}/resume',
    operation: 'resumeMember',
    summary: 'Resume a suspended member',
    input: null,
    status: 200,
    result: results.member,
    call: (manage, id) => manage.resumeMember(id),
  },
  {
    method: 'POST',
    path: '/members/{id}/remove',
    operation: 'removeMember',
    summary: 'Remove a member, and revoke their personal tokens',
    input: null,
    status: 200,
    result: results.member,
    call: (manage, id) => manage.removeMember(id),
  },
  {
    method: 'GET',
    path: '/audit',
    operation: 'listAudit',
    summary: 'List the audit log, newest first',
    input: auditQuery,
    status: 200,
    result: results.audit,
    call: (manage, _, { actorKind, actorId, ...filter }: z.output<typeof auditQuery>) =>
      manage.listAudit({
        ...filter,
        ...(actorKind === undefined ? {} : { actor: { kind: actorKind, id: actorId ?? null } }),
      } as AuditFilter),
  },
];
