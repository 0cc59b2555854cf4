import { type Access, hasPermission } from '../../access/access.ts';
import { syncRole } from '../../directory/sync-role.ts';
import type { ExpiryInput } from '../../expiry.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import { canGrant } from '../../policies/can-grant.ts';
import type { Settings } from '../../read-options.ts';
import { intersect } from '../../source/evaluate-token.ts';
import { areKnown, narrowCeiling } from '../known-permissions.ts';
import { inputSchemas, readInput } from '../read-input.ts';
import { type IssuedToken, issueToken } from './issue-token.ts';

/** A new service token. */
export interface ServiceTokenInput {
  /** 1 to 100 characters (Unicode code points). Surrounding white space is removed, and the rest normalized (NFC). */
  readonly name: string;
  /** The role, which determines what the token may do. */
  readonly roleId: string;
  /**
   * A `Date` or epoch milliseconds, in the future; `null` for never, where the policies and the actor's own token allow it.
   * @default 30 days from now, or the expiry of the actor's token if that is earlier
   */
  readonly expiresAt?: ExpiryInput | undefined;
  /** The ceiling: the most that the token may do, whatever its role allows. Absent: no ceiling. */
  readonly permissions?: readonly string[] | undefined;
}

export async function issueServiceToken(
  settings: Settings,
  access: Access,
  input: ServiceTokenInput,
): Promise<Outcome<IssuedToken>> {
  if (!hasPermission(access, settings.rights.manageTokens)) return failWith('forbidden');
  const read = readInput(inputSchemas().serviceToken, input, settings);
  if (!read.ok) return read;
  const { name, roleId, expiresAt, permissions: requested } = read.value;
  if (!areKnown(settings, requested)) return failWith('unknown_permission', 'permissions');
  const { store, directory } = settings;
  const { organizationId } = access;
  if (directory !== undefined) await syncRole(settings, directory, { organizationId, roleId });
  const role = await store.getRole(organizationId, roleId);
  if (role === null) return failWith('role_not_found');
  const granted = requested === undefined ? role.permissions : intersect(role.permissions, requested);
  if (!canGrant(settings.policies.roleGrants, access, granted)) return failWith('exceeds_permissions');

  return issueToken(settings, access, {
    kind: 'service',
    name,
    ownerId: null,
    roleId,
    // A role can gain permissions later, so the new token keeps the ceiling of the actor's token.
    ceiling: narrowCeiling(requested, access.ceiling),
    expiresAt,
    limit: settings.policies.serviceTokenLimit,
  });
}
