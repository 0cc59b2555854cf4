import { type Outcome, refuse } from './failures.ts';
import { inputs, readInput } from './inputs.ts';
import { type IssuedToken, issueToken } from './issue-token.ts';
import { mayGrant } from './may-grant.ts';
import type { Settings } from './read-options.ts';
import { may, type Standing } from './standing.ts';

/** What a service token is made of. */
export interface ServiceTokenInput {
  /** 1 to 200 characters; white space round it is cut off. */
  readonly name: string;
  /** The role that sets what it may do. */
  readonly roleId: string;
  /** Epoch milliseconds; `null` or left out for none. */
  readonly expiresAt?: number | null | undefined;
}

export async function issueServiceToken(
  settings: Settings,
  standing: Standing,
  input: ServiceTokenInput,
): Promise<Outcome<IssuedToken>> {
  if (!may(standing, 'manage_api_tokens')) return refuse('not_allowed');
  const read = readInput(inputs.serviceToken, input);
  if (!read.ok) return read;
  const { name, roleId, expiresAt } = read.value;
  const role = await settings.store.getRole(standing.organizationId, roleId);
  if (role === null) return refuse('role_not_found');
  if (!mayGrant(settings, standing, role.permissions)) return refuse('exceeds_permissions');

  return issueToken(settings, standing, {
    kind: 'service',
    name,
    ownerId: null,
    roleId,
    // A role can be widened later, so the bound on the token that asks stays on the one it makes.
    ceiling: standing.ceiling,
    expiresAt,
    limit: settings.policies.serviceTokenLimit,
  });
}
