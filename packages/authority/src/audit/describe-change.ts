import type { Command, DeleteRole, RemoveMember } from '../store/command.ts';
import type { Store, TokenPosition } from '../store/store.ts';
import type { MemberView, OrganizationView, RoleView, StoredToken } from '../store/views.ts';
import type { AuditEntry, AuditFields } from './audit-entry.ts';

/** What a command changes, as it is now or as a transaction reads it. */
export type AuditReads = Pick<
  Store,
  'getOrganization' | 'getMember' | 'getRole' | 'getToken' | 'listRoles' | 'listTokens'
>;

/** An audit entry before a store gives it a number. */
export type NewAuditEntry = Omit<AuditEntry, 'sequence'>;

/**
 * Describes a change for the audit log. For authors of stores: call it in the transaction of the command, after
 * `readAudited` was called before the command was applied, and write the entry in the same transaction.
 *
 * @param command The command that was applied.
 * @param before What `readAudited` returned before.
 * @param after What `readAudited` returns now.
 * @returns The entry, with the changed fields only.
 */
export function describeChange(
  command: Command,
  before: AuditFields | null,
  after: AuditFields | null,
): NewAuditEntry {
  const { organizationId, type: action, actor, at, origin } = command;
  const ids = command as { tokenId?: string; userId?: string; roleId?: string; admin?: { userId?: string } };
  return {
    ...{ organizationId, at, action, actor },
    origin: { clientIp: origin?.clientIp ?? null, userAgent: origin?.userAgent ?? null },
    tokenId: ids.tokenId ?? null,
    userId: ids.userId ?? ids.admin?.userId ?? null,
    roleId: ids.roleId ?? null,
    before: before && pickChanged(before, after),
    after: describeAfter(command, after && pickChanged(after, before)),
  };
}

/**
 * Reads what a command changes, without ids, times of changes and secrets.
 *
 * @returns `null` if it does not exist.
 */
export async function readAudited(reads: AuditReads, command: Command): Promise<AuditFields | null> {
  const { organizationId } = command;
  if ('tokenId' in command) return describeToken(await reads.getToken(organizationId, command.tokenId));
  if (command.type === 'remove_member') return describeRemoval(reads, command);
  if ('userId' in command) return describeMember(await reads.getMember(organizationId, command.userId));
  if (command.type === 'delete_role') return describeDeletion(reads, command);
  if ('roleId' in command) return describeRole(await reads.getRole(organizationId, command.roleId));
  if (command.type === 'set_system_roles') return describeRoles(await reads.listRoles(organizationId));
  return describeOrganization(await reads.getOrganization(organizationId));
}

const describeToken = (token: StoredToken | null): AuditFields | null =>
  token &&
  omit(token, ['id', 'organizationId', 'createdBy', 'managedBy', 'createdAt', 'updatedAt', 'lastUsedAt']);

const describeMember = (member: MemberView | null): AuditFields | null =>
  member && { ...omit(member, ['organizationId', 'userId', 'createdAt', 'role']), roleId: member.role.id };

/** A removal revokes the personal tokens of the member, so they are part of what it changes. */
async function describeRemoval(
  reads: AuditReads,
  { organizationId, userId }: RemoveMember,
): Promise<AuditFields | null> {
  const member = describeMember(await reads.getMember(organizationId, userId));
  return member && { ...member, tokenIds: await listOwnedTokens(reads, organizationId, userId) };
}

/** Lists the personal tokens of a user that are not revoked, newest first. */
async function listOwnedTokens(
  reads: AuditReads,
  organizationId: string,
  ownerId: string,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: TokenPosition | undefined;
  do {
    const page = await reads.listTokens({ organizationId, ownerId, after, limit: 200 });
    ids.push(...page.tokens.flatMap(({ id, revokedAt }) => (revokedAt === null ? id : [])));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

const describeRole = (role: RoleView | null): AuditFields | null =>
  role && omit(role, ['id', 'organizationId']);

/** A deletion also takes the role out of the policy. */
async function describeDeletion(
  reads: AuditReads,
  { organizationId, roleId }: DeleteRole,
): Promise<AuditFields | null> {
  const role = describeRole(await reads.getRole(organizationId, roleId));
  const grantableRoles = (await reads.getOrganization(organizationId))?.policy.grantableRoles ?? null;
  return grantableRoles === null ? role : { ...role, grantableRoles };
}

/** A deleted role has nothing left but its successor, which its members and tokens have, and the rest of the policy. */
function describeAfter(command: Command, changed: AuditFields | null): AuditFields | null {
  if (command.type !== 'delete_role') return changed;
  const { successorRoleId } = command;
  const left = successorRoleId === undefined ? changed : { ...changed, successorRoleId };
  return left === null || Object.keys(left).length === 0 ? null : left;
}

const describeRoles = (roles: readonly RoleView[]): AuditFields =>
  Object.fromEntries(
    roles.filter(({ system }) => system).map(({ name, permissions }) => [name, permissions]),
  );

const describeOrganization = (organization: OrganizationView | null): AuditFields | null =>
  organization && { name: organization.name, ...organization.policy };

const omit = <Row extends object>(row: Row, names: readonly (keyof Row & string)[]): AuditFields =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !(names as readonly string[]).includes(name)));

/** Leaves out the fields that both have with the same value. */
const pickChanged = (fields: AuditFields, other: AuditFields | null): AuditFields =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(other?.[name])),
  );
