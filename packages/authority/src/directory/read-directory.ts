import { LynkConfigurationError } from '@lynk-auth/core';
import * as z from 'zod/mini';
import { inputSchemas } from '../operations/read-input.ts';
import type { Settings } from '../read-options.ts';
import type { Directory } from './directory.ts';

/**
 * Reads a member from the directory of the host.
 *
 * @throws {LynkConfigurationError} if the directory returns something else, which is a bug in the host's code.
 */
export async function readMember(
  directory: Directory,
  { redact }: Pick<Settings, 'redact'>,
  { organizationId, userId }: { readonly organizationId: string; readonly userId: string },
) {
  const found = await directory.getMember(organizationId, userId);
  if (found === null) return null;
  const { name = null, email = null, ...member } = parse('getMember', inputSchemas().directoryMember, found);
  // For display only: one that cannot be stored must not keep the user out.
  const toStored = (text: string | null) => (text === null || redact(text) === text ? text : null);
  return { ...member, name: toStored(name), email: toStored(email) };
}

/**
 * Reads a role from the directory of the host.
 *
 * @throws {LynkConfigurationError} if the directory returns something else, or a permission that the authority does not know.
 */
export async function readRole(
  directory: Directory,
  { permissions, redact }: Pick<Settings, 'permissions' | 'redact'>,
  { organizationId, roleId }: { readonly organizationId: string; readonly roleId: string },
) {
  const found = (await directory.getRole?.(organizationId, roleId)) ?? null;
  if (found === null) return null;
  const role = parse('getRole', inputSchemas().directoryRole, found);
  if (redact(role.name) !== role.name) throw wrongResult('getRole', 'name');
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
  throw wrongResult(method, read.error.issues[0]?.path[0]);
}

const wrongResult = (method: string, field: unknown): LynkConfigurationError =>
  new LynkConfigurationError(
    `directory.${method}: the result must be null or an object of the documented shape${
      typeof field === 'string' ? `; ${field} is wrong` : ''
    }.`,
  );
