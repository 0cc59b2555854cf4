import { type MemberView, type OrganizationView, type Outcome, systemActor } from '@lynk-auth/authority';
import type { SecurityToken } from '@lynk-auth/core';
import type { System } from './open-system.ts';

/** The lifetime of the first token, as of a development token in the presets of the contract. */
const FIRST_TOKEN_MS = 30 * 86_400_000;

const ADMINISTRATOR = { name: 'Administrator', email: 'admin@acme.example' };

/** What the first start created. */
export interface FirstStart {
  readonly organization: OrganizationView;
  readonly token: SecurityToken;
  readonly expiresAt: number;
}

/**
 * Fills an empty database with an organization, its administrator and a personal token. Completes an earlier start that was
 * interrupted before it issued the token.
 *
 * @param now The time, in epoch milliseconds.
 * @returns What was created, or `null` if the organization already has a token.
 */
export async function firstStart(system: System, now: number): Promise<FirstStart | null> {
  const { authority, store } = system;
  const [existing] = await store.listOrganizations();
  if (existing !== undefined && (await store.listTokens({ organizationId: existing.id })).length > 0)
    return null;
  const { organization, admin } =
    existing === undefined
      ? unwrap(await authority.createOrganization({ name: 'Acme Corp', admin: ADMINISTRATOR }))
      : { organization: existing, admin: await findAdministrator(system, existing.id) };
  const expiresAt = now + FIRST_TOKEN_MS;
  const management = authority.as(systemActor(organization.id));
  const issued = await management.issuePersonalToken({
    name: 'First token',
    ownerId: admin.userId,
    expiresAt,
  });
  return { organization, token: unwrap(issued).secret, expiresAt };
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
