import { createSystemAccess } from '../access/access.ts';
import { failWith, type Outcome } from '../outcome.ts';
import type { Settings } from '../read-options.ts';
import type { MemberView, OrganizationView, RoleView } from '../store/views.ts';
import { addMember } from './add-member.ts';
import { inputSchemas, readInput } from './read-input.ts';

/** A new organization. */
export interface OrganizationInput {
  readonly name: string;
  /** Its first member, with the role Admin. */
  readonly admin: { readonly name: string; readonly email: string };
}

/** The created organization, its three system roles, and its administrator. */
export interface CreatedOrganization {
  readonly organization: OrganizationView;
  readonly roles: readonly RoleView[];
  readonly admin: MemberView;
}

export async function createOrganization(
  settings: Settings,
  input: OrganizationInput,
): Promise<Outcome<CreatedOrganization>> {
  const read = readInput(inputSchemas.organization, input);
  if (!read.ok) return read;
  const { name, admin } = read.value;
  const organizationId = crypto.randomUUID();
  const access = createSystemAccess(settings, organizationId);
  const { store, systemRoles } = settings;
  const roles = systemRoles.map((role) => ({ ...role, system: true }));
  const { actor, at } = access;
  const created = await store.apply({
    type: 'create_organization',
    organizationId,
    actor,
    at,
    name,
    roles,
  });
  if (!created.ok) return failWith(created.reason);

  const added = await addMember(settings, access, { ...admin, roleId: systemRoles[0].id });
  if (!added.ok) return added;
  const { organization } = created;
  return {
    ok: true,
    organization,
    roles: roles.map((role) => ({ ...role, organizationId })),
    admin: added.member,
  };
}
