import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { RoleView } from '../../store/views.ts';
import { inputSchemas, readInput } from '../read-input.ts';

/** A new role. */
export interface RoleInput {
  /** 1 to 100 characters, unique in the organization. Surrounding white space is removed. */
  readonly name: string;
  /** Keys of the authority's permissions. */
  readonly permissions: readonly string[];
}

/** How many custom roles an organization may have. */
const MAX_CUSTOM_ROLES = 100;

export async function createRole(
  settings: Settings,
  access: Access,
  input: RoleInput,
): Promise<Outcome<{ role: RoleView }>> {
  const { store, rights } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, rights.changeRoles)) return failWith('forbidden');
  const read = readInput(inputSchemas().role, input, settings);
  if (!read.ok) return read;
  const { name } = read.value;
  const permissions = [...new Set(read.value.permissions)];
  if (!areKnown(settings, permissions)) return failWith('unknown_permission', 'permissions');
  const created = await store.apply({
    type: 'create_role',
    ...{ organizationId, actor, at },
    condition: createCondition(settings, access, [rights.changeRoles]),
    ...{ roleId: crypto.randomUUID(), name, permissions, limit: MAX_CUSTOM_ROLES },
  });
  if (created.ok) return created;
  return failWith(created.reason === 'limit_reached' ? 'role_limit_reached' : created.reason);
}

/** Whether every permission is a key of the host's table. A misspelt one would allow nothing. */
export const areKnown = (settings: Settings, permissions: readonly string[]): boolean =>
  permissions.every((permission) => Object.hasOwn(settings.permissions, permission));
