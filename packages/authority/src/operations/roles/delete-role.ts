import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';
import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { RoleView } from '../../store/views.ts';
import { isId } from '../read-input.ts';
import { applyRemoval, type WaitOptions } from '../wait-options.ts';

/** Options of the deletion of a role. */
export interface DeleteRoleOptions extends WaitOptions {
  /**
   * The role that the members and the live service tokens of the deleted role get.
   * @default none: a role in use is not deleted
   */
  readonly successorRoleId?: string | undefined;
}

interface DeleteRequest {
  readonly id: string;
  readonly successorRoleId: string | undefined;
  readonly wait: boolean;
}

/** @throws {LynkConfigurationError} for an unknown or wrong option. */
export function createRoleDeletion(id: string, options: DeleteRoleOptions = {}): DeleteRequest {
  const caller = 'deleteRole';
  const { successorRoleId, wait = true } = readOwnOptions(caller, options, ['successorRoleId', 'wait']);
  assertOption(caller, typeof wait === 'boolean', 'wait must be true or false');
  return { id, successorRoleId, wait };
}

export async function deleteRole(
  settings: Settings,
  access: Access,
  { id, successorRoleId, wait }: DeleteRequest,
): Promise<Outcome<{ role: RoleView }>> {
  const { store, rights } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, rights.changeRoles)) return failWith('forbidden');
  if (successorRoleId !== undefined && (!isId(successorRoleId) || successorRoleId === id)) {
    return failWith('bad_role', 'successorRoleId');
  }
  const role = isId(id) ? await store.getRole(organizationId, id) : null;
  if (role === null) return failWith('role_not_found');
  const command = {
    type: 'delete_role',
    ...{ organizationId, actor, at, roleId: id, successorRoleId },
    condition: createCondition(settings, access, [rights.changeRoles]),
  } as const;
  const deleted = await applyRemoval(store, command, wait);
  if (deleted.ok) return { ok: true, role };
  // The role itself exists, so it is the successor that does not.
  return deleted.reason === 'role_not_found'
    ? failWith('role_not_found', 'successorRoleId')
    : failWith(deleted.reason);
}
