import { type Access, may } from './access.ts';
import { type Outcome, refuse } from './failures.ts';
import { inputs, readInput } from './inputs.ts';
import { type IssuedToken, issueToken } from './issue-token.ts';
import { mayGrant } from './may-grant.ts';
import type { Settings } from './read-options.ts';

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
  access: Access,
  input: ServiceTokenInput,
): Promise<Outcome<IssuedToken>> {
  if (!may(access, 'manage_api_tokens')) return refuse('not_allowed');
  const read = readInput(inputs.serviceToken, input);
  if (!read.ok) return read;
  const { name, roleId, expiresAt } = read.value;
  const role = await settings.store.getRole(access.organizationId, roleId);
  if (role === null) return refuse('role_not_found');
  if (!mayGrant(settings, access, role.permissions)) return refuse('exceeds_permissions');

  return issueToken(settings, access, {
    kind: 'service',
    name,
    ownerId: null,
    roleId,
    // A role can be widened later, so the bound on the token that asks stays on the one it makes.
    ceiling: access.ceiling,
    expiresAt,
    limit: settings.policies.serviceTokenLimit,
  });
}
