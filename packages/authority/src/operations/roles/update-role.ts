import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { RoleView } from '../../store/views.ts';
import { inputSchemas, isId, readInput } from '../read-input.ts';
import { applyRemoval, readWait, type WaitOptions } from '../wait-options.ts';
import { areKnown } from './create-role.ts';

/** The fields of a role to change. An absent field stays as it is. */
export interface RoleUpdate {
  /** 1 to 100 characters, unique in the organization. Surrounding white space is removed. */
  readonly name?: string | undefined;
  /** Keys of the authority's permissions. */
  readonly permissions?: readonly string[] | undefined;
}

interface UpdateRequest {
  readonly id: string;
  readonly update: RoleUpdate;
  readonly wait: boolean;
}

/** @throws {LynkConfigurationError} for an unknown or wrong option. */
export const createRoleUpdate = (id: string, update: RoleUpdate, options?: WaitOptions): UpdateRequest => ({
  id,
  update,
  wait: readWait('updateRole', options),
});

export async function updateRole(
  settings: Settings,
  access: Access,
  { id, update, wait }: UpdateRequest,
): Promise<Outcome<{ role: RoleView }>> {
  const { store, rights } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, rights.changeRoles)) return failWith('forbidden');
  const read = readInput(inputSchemas().roleUpdate, update, settings);
  if (!read.ok) return read;
  const { name } = read.value;
  const permissions = read.value.permissions && [...new Set(read.value.permissions)];
  if (name === undefined && permissions === undefined) return failWith('no_role_change');
  if (!areKnown(settings, permissions ?? [])) return failWith('unknown_permission', 'permissions');
  if (!isId(id)) return failWith('role_not_found');
  const command = {
    type: 'update_role',
    ...{ organizationId, actor, at, roleId: id, name, permissions },
    condition: createCondition(settings, access, [rights.changeRoles]),
  } as const;
  const updated = await applyRemoval(store, command, wait && permissions !== undefined);
  return updated.ok ? updated : failWith(updated.reason);
}
