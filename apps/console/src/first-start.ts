import { type MemberView, type OrganizationView, type Outcome, systemActor } from '@lynk-auth/authority';
import type { SecurityToken } from '@lynk-auth/core';
import type { System } from './open-system.ts';

const ADMINISTRATOR = { name: 'Administrator', email: 'admin@acme.example' };

/** What the first start created. */
export interface FirstStart {
  readonly organization: OrganizationView;
  readonly token: SecurityToken;
  readonly expiresAt: number | null;
}

/**
 * Fills an empty database with an organization, its administrator and a personal token. Completes an earlier start that was
 * interrupted before it issued the token.
 *
 * @returns What was created, or `null` if the organization already has a token.
 */
export async function firstStart(system: System): Promise<FirstStart | null> {
  const { authority, store } = system;
  const [existing] = await store.listOrganizations();
  if (existing !== undefined && (await store.listTokens({ organizationId: existing.id })).length > 0)
    return null;
  const { organization, admin } =
    existing === undefined
      ? unwrap(await authority.createOrganization({ name: 'Acme Corp', admin: ADMINISTRATOR }))
      : { organization: existing, admin: await findAdministrator(system, existing.id) };
  const management = authority.as(systemActor(organization.id));
  const input = { name: 'First token', ownerId: admin.userId };
  const { token, secret } = unwrap(await management.issuePersonalToken(input));
  return { organization, token: secret, expiresAt: token.expiresAt };
}

async function findAdministrator({ authority, store }: System, organizationId: string): Promise<MemberView> {
  const [member] = await store.listMembers(organizationId);
  if (member !== undefined) return member;
  const roleId = (await store.listRoles(organizationId)).find((role) => role.name === 'Admin')?.id ?? '';
  return unwrap(await authority.as(systemActor(organizationId)).addMember({ ...ADMINISTRATOR, roleId }))
    .member;
}

/** Unwraps an outcome. None of them depends on user input, so a failure is a bug. */
function unwrap<Result extends object>(outcome: Outcome<Result>) {
  if (outcome.ok) return outcome;
  throw new Error(outcome.message);
}
