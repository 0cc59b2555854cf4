import { LynkConfigurationError } from '@lynk-auth/core';
import * as z from 'zod/mini';
import { inputSchemas } from '../operations/read-input.ts';
import type { Settings } from '../read-options.ts';
import type { Directory } from './directory.ts';

const { directoryMember, directoryRole } = inputSchemas;

/**
 * Reads a member from the directory of the host.
 *
 * @throws {LynkConfigurationError} if the directory returns something else, which is a bug in the host's code.
 */
export async function readMember(directory: Directory, organizationId: string, userId: string) {
  const member = await directory.getMember(organizationId, userId);
  return member === null ? null : parse('getMember', directoryMember, member);
}

/**
 * Reads a role from the directory of the host.
 *
 * @throws {LynkConfigurationError} if the directory returns something else, or a permission that the authority does not know.
 */
export async function readRole(
  directory: Directory,
  { permissions }: Pick<Settings, 'permissions'>,
  { organizationId, roleId }: { readonly organizationId: string; readonly roleId: string },
) {
  const found = (await directory.getRole?.(organizationId, roleId)) ?? null;
  if (found === null) return null;
  const role = parse('getRole', directoryRole, found);
  if (role.permissions.every((key) => Object.hasOwn(permissions, key))) return role;
  throw new LynkConfigurationError(
    'directory.getRole: permissions must be keys of the authority’s permissions.',
  );
}

function parse<Schema extends z.ZodMiniType>(
  method: string,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const read = z.safeParse(schema, value);
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path[0];
  throw new LynkConfigurationError(
    `directory.${method}: the result must be null or an object of the documented shape${
      typeof field === 'string' ? `; ${field} is wrong` : ''
    }.`,
  );
}
