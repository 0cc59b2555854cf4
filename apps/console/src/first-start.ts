import { lynkSystemRoles, type OrganizationView, type Outcome, systemActor } from '@lynk-auth/authority';
import type { SecurityToken } from '@lynk-auth/core';
import type { System } from './open-system.ts';

const ADMINISTRATOR = { userId: 'administrator', name: 'Administrator', email: 'admin@acme.example' };

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
export async function firstStart({ authority, store }: System): Promise<FirstStart | null> {
  const [existing] = await store.listOrganizations();
  // The API has UUIDs.
  const id = existing?.id ?? crypto.randomUUID();
  const roleIds = Object.fromEntries(Object.keys(lynkSystemRoles).map((name) => [name, crypto.randomUUID()]));
  const { organization } = unwrap(
    await authority.createOrganization({ id, name: 'Acme Corp', roleIds, admin: ADMINISTRATOR }),
  );
  if ((await store.listTokens({ organizationId: id, limit: 1 })).total > 0) return null;
  const management = authority.as(systemActor(id));
  const input = { name: 'First token', ownerId: ADMINISTRATOR.userId };
  const { token, secret } = unwrap(await management.issuePersonalToken(input));
  return { organization, token: secret, expiresAt: token.expiresAt };
}

/** Unwraps an outcome. None of them depends on user input, so a failure is a bug. */
function unwrap<Result extends object>(outcome: Outcome<Result>) {
  if (outcome.ok) return outcome;
  throw new Error(outcome.message);
}
