import * as z from 'zod/mini';
import type { AuditEntry } from '../../audit/audit-entry.ts';
import type { SelfView } from '../../operations/organization/get-self.ts';
import { type Refusals, refusalReasons } from '../../store/refusal-batch.ts';
import type { MemberView, OrganizationView, RoleView, SecretView, TokenView } from '../../store/views.ts';

const id = z.string();
/** Epoch milliseconds. */
const time = z.int();
const maybe = <Schema extends z.ZodMiniType>(schema: Schema) => z.nullable(schema);

const actorRef = z.strictObject({ kind: z.enum(['user', 'token', 'system']), id: maybe(id) });

const token = z.strictObject({
  id,
  organizationId: id,
  kind: z.enum(['personal', 'service']),
  environment: z.string(),
  name: z.string(),
  mask: z.string(),
  ownerId: maybe(id),
  roleId: maybe(id),
  ceiling: maybe(z.array(z.string())),
  createdBy: actorRef,
  managedBy: actorRef,
  createdAt: time,
  updatedAt: time,
  expiresAt: maybe(time),
  revokedAt: maybe(time),
  suspendedAt: maybe(time),
  lastUsedAt: maybe(time),
  lastUsedPrecisionMs: z.int(),
  state: z.enum(['active', 'suspended', 'expired', 'revoked']),
}) satisfies z.ZodMiniType<TokenView>;

const secret = z.strictObject({
  mask: z.string(),
  state: z.enum(['pending', 'active', 'retired']),
  createdAt: time,
  expiresAt: maybe(time),
  firstUsedAt: maybe(time),
  lastUsedAt: maybe(time),
  lastUsedPrecisionMs: z.int(),
  calls: z.int(),
  callsSince: time,
  userAgent: maybe(z.string()),
  addresses: z.array(z.strictObject({ address: z.string(), lastUsedAt: time })),
  days: z.array(z.strictObject({ day: z.string(), calls: z.int() })),
}) satisfies z.ZodMiniType<SecretView>;

const refusals = z.strictObject({
  reason: z.enum(refusalReasons),
  count: z.int(),
  firstAt: time,
  lastAt: time,
  clientIp: maybe(z.string()),
  userAgent: maybe(z.string()),
}) satisfies z.ZodMiniType<Refusals>;

const role = z.strictObject({
  id,
  organizationId: id,
  name: z.string(),
  permissions: z.array(z.string()),
  system: z.boolean(),
}) satisfies z.ZodMiniType<RoleView>;

const member = z.strictObject({
  organizationId: id,
  userId: id,
  name: maybe(z.string()),
  email: maybe(z.string()),
  role,
  createdAt: time,
  suspendedAt: maybe(time),
}) satisfies z.ZodMiniType<MemberView>;

const organization = z.strictObject({
  id,
  name: z.string(),
  policy: z.strictObject({
    allowedNetworks: maybe(z.array(z.string())),
    maxPersonalLifetimeSeconds: maybe(z.int()),
    maxServiceLifetimeSeconds: maybe(z.int()),
    allowNoExpiry: z.boolean(),
    grantableRoles: maybe(z.record(z.string(), z.array(z.string()))),
  }),
  createdAt: time,
  updatedAt: time,
}) satisfies z.ZodMiniType<OrganizationView>;

const auditEntry = z.strictObject({
  sequence: z.int(),
  organizationId: id,
  at: time,
  action: z.string(),
  actor: actorRef,
  origin: z.strictObject({ clientIp: maybe(z.string()), userAgent: maybe(z.string()) }),
  tokenId: maybe(id),
  userId: maybe(id),
  roleId: maybe(id),
  before: maybe(z.record(z.string(), z.unknown())),
  after: maybe(z.record(z.string(), z.unknown())),
}) satisfies z.ZodMiniType<Omit<AuditEntry, 'action'>>;

const limits = z.strictObject({ maxLifetimeSeconds: maybe(z.int()), allowNoExpiry: z.boolean() });

const self = z.strictObject({
  actor: actorRef,
  organization: z.strictObject({ id, name: z.string() }),
  member: maybe(member),
  role: maybe(role),
  permissions: z.array(z.string()),
  rights: z.strictObject({
    viewOrganization: z.string(),
    manageTokens: z.string(),
    manageAllTokens: z.string(),
    introspectTokens: z.string(),
    viewMembers: z.string(),
    addMembers: z.string(),
    changeMembers: z.string(),
    removeMembers: z.string(),
    changeRoles: z.string(),
    changePolicies: z.string(),
    viewAudit: z.string(),
  }),
  permissionTable: z.record(z.string(), z.string()),
  grantableRoles: z.array(role),
  limits: z.strictObject({ personal: limits, service: limits }),
  expiresAt: maybe(time),
}) satisfies z.ZodMiniType<SelfView>;

/** What the responses of the management API contain. All times are epoch milliseconds. */
export const results = {
  self,
  issued: z.strictObject({ token, secret: z.string() }),
  token: z.strictObject({ token }),
  nothing: z.strictObject({}),
  tokens: z.strictObject({
    tokens: z.array(token),
    nextCursor: maybe(z.string()),
    total: z.int(),
    totalIsExact: z.boolean(),
  }),
  secrets: z.strictObject({ secrets: z.array(secret) }),
  refusals: z.strictObject({ refusals: z.array(refusals) }),
  organization: z.strictObject({ organization }),
  role: z.strictObject({ role }),
  roles: z.strictObject({ roles: z.array(role) }),
  members: z.strictObject({ members: z.array(member) }),
  member: z.strictObject({ member }),
  foundMember: z.strictObject({ member, liveTokens: z.int() }),
  audit: z.strictObject({ entries: z.array(auditEntry), nextCursor: maybe(z.string()) }),
};
