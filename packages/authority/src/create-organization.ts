import { systemAccess } from './access.ts';
import { addMember } from './add-member.ts';
import { type Outcome, refuse } from './failures.ts';
import { inputs, readInput } from './inputs.ts';
import { systemRoles } from './permissions.ts';
import type { Settings } from './read-options.ts';
import type { MemberView, OrganizationView, RoleView } from './views.ts';

/** What an organization begins with. */
export interface OrganizationInput {
  readonly name: string;
  /** Its first member, with the role Admin. */
  readonly admin: { readonly name: string; readonly email: string };
}

/** A new organization, its three system roles, and its administrator. */
export interface CreatedOrganization {
  readonly organization: OrganizationView;
  readonly roles: readonly RoleView[];
  readonly admin: MemberView;
}

export async function createOrganization(
  settings: Settings,
  input: OrganizationInput,
): Promise<Outcome<CreatedOrganization>> {
  const read = readInput(inputs.organization, input);
  if (!read.ok) return read;
  const { name, admin: person } = read.value;
  const organizationId = crypto.randomUUID();
  const access = systemAccess(settings, organizationId);
  const roles = Object.entries(systemRoles).map(([role, permissions]) => ({
    id: crypto.randomUUID(),
    name: role,
    permissions,
    system: true,
  }));
  const { ref: actor, at } = access;
  const created = await settings.store.apply({
    type: 'create_organization',
    organizationId,
    actor,
    at,
    name,
    roles,
  });
  if (!created.ok) return refuse(created.reason);

  const roleId = roles.find((role) => role.permissions === systemRoles.Admin)?.id ?? '';
  const added = await addMember(settings, access, { ...person, roleId });
  if (!added.ok) return added;
  const { organization } = created;
  return {
    ok: true,
    organization,
    roles: roles.map((role) => ({ ...role, organizationId })),
    admin: added.member,
  };
}
