import { createSystemAccess } from '../../access/access.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { MemberView, OrganizationView, RoleView } from '../../store/views.ts';
import { inputSchemas, readInput } from '../read-input.ts';

/** A new organization. */
export interface OrganizationInput {
  /**
   * The organization's id, if the host has organizations of its own.
   * @default a new UUID
   */
  readonly id?: string | undefined;
  readonly name: string;
  /**
   * The ids of its system roles by their names, if the host has ids of its own for roles.
   * @default the names in lower case, with hyphens
   */
  readonly roleIds?: Readonly<Record<string, string>> | undefined;
  /** Its first member, with the role of the administrators. */
  readonly admin: {
    /** The user's id in the host. */
    readonly userId: string;
    /** For display. */
    readonly name?: string | undefined;
    readonly email?: string | undefined;
  };
}

/** An organization, its system roles, and its administrator. */
export interface CreatedOrganization {
  readonly organization: OrganizationView;
  /** The role of the administrators first. */
  readonly roles: readonly RoleView[];
  /** The user of the input; `null` if the organization existed and the user is not a member of it. */
  readonly admin: MemberView | null;
}

export async function createOrganization(
  settings: Settings,
  input: OrganizationInput,
): Promise<Outcome<CreatedOrganization>> {
  const read = readInput(inputSchemas().organization, input, settings);
  if (!read.ok) return read;
  const { id: organizationId = crypto.randomUUID(), name, roleIds = {} } = read.value;
  const { userId, name: adminName = null, email = null } = read.value.admin;
  const { store } = settings;
  const systemRoles = settings.systemRoles.map((role) => ({
    ...role,
    id: Object.hasOwn(roleIds, role.name) ? String(roleIds[role.name]) : role.id,
  }));
  const { actor, at } = createSystemAccess(settings, organizationId);
  const command = { organizationId, actor, at } as const;
  const created = await store.apply({
    ...command,
    type: 'create_organization',
    name,
    roles: systemRoles.map((role) => ({ ...role, system: true })),
    admin: { userId, name: adminName, email, roleId: systemRoles[0]?.id ?? '' },
  });
  if (!created.ok) return failWith(created.reason);
  // An organization that existed may have the roles of an older version of the application.
  const current = await store.apply({ ...command, type: 'set_system_roles', roles: systemRoles });
  if (!current.ok) return failWith(current.reason);
  return { ok: true, organization: created.organization, roles: current.roles, admin: created.admin };
}
