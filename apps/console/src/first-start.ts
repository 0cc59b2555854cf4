import { type MemberView, type OrganizationView, type Outcome, systemActor } from '@lynk-auth/authority';
import type { SecurityToken } from '@lynk-auth/core';
import type { System } from './open-system.ts';

/** How long the first token lives: a development token, by the presets of the contract. */
const FIRST_TOKEN_MS = 30 * 86_400_000;

const ADMINISTRATOR = { name: 'Administrator', email: 'admin@acme.example' };

/** What the first start made. */
export interface FirstStart {
  readonly organization: OrganizationView;
  readonly token: SecurityToken;
  readonly expiresAt: number;
}

/**
 * Fills an empty database: an organization, its administrator, and a personal token for them. What an
 * earlier start began, and did not get as far as a token, is brought to its end.
 *
 * @returns What was made; `null` where there was a token already.
 */
export async function firstStart(system: System, now: number): Promise<FirstStart | null> {
  const { authority, store } = system;
  const [existing] = await store.listOrganizations();
  if (existing !== undefined && (await store.listTokens({ organizationId: existing.id })).length > 0)
    return null;
  const { organization, admin } =
    existing === undefined
      ? got(await authority.createOrganization({ name: 'Acme Corp', admin: ADMINISTRATOR }))
      : { organization: existing, admin: await findAdministrator(system, existing.id) };
  const expiresAt = now + FIRST_TOKEN_MS;
  const management = authority.as(systemActor(organization.id));
  const issued = await management.issuePersonalToken({
    name: 'First token',
    ownerId: admin.userId,
    expiresAt,
  });
  return { organization, token: got(issued).secret, expiresAt };
}

async function findAdministrator({ authority, store }: System, organizationId: string): Promise<MemberView> {
  const [member] = await store.listMembers(organizationId);
  if (member !== undefined) return member;
  const roleId = (await store.listRoles(organizationId)).find((role) => role.name === 'Admin')?.id ?? '';
  return got(await authority.as(systemActor(organizationId)).addMember({ ...ADMINISTRATOR, roleId })).member;
}

/** Nothing here depends on what anybody typed: a failure is a bug. */
function got<Result extends object>(outcome: Outcome<Result>) {
  if (outcome.ok) return outcome;
  throw new Error(outcome.message);
}
