import { changePolicy, listRolesOfPolicy, type SetPolicy } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findOrganization } from '../reads/organizations.ts';
import { listRoles } from '../reads/roles.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { isSame } from './is-same.ts';
import { readOrganization } from './read-back.ts';
import { writePolicy } from './write-policy.ts';

export async function setPolicy(db: Kysely<Schema>, command: SetPolicy): Promise<CommandResult<SetPolicy>> {
  const { organizationId } = command;
  const organization = await findOrganization(db, organizationId);
  if (organization === null) return unchanged({ ok: false, reason: 'organization_not_found' });
  const policy = changePolicy(organization.policy, command.policy);
  if (isSame(organization.policy, policy)) return unchanged({ ok: true, organization });

  const named = listRolesOfPolicy(command.policy);
  if (named.length > 0) {
    const ids = new Set((await listRoles(db, organizationId)).map(({ id }) => id));
    if (!named.every((id) => ids.has(id))) return unchanged({ ok: false, reason: 'role_not_found' });
  }
  await writePolicy(db, command, policy);
  return {
    outcome: { ok: true, organization: await readOrganization(db, command) },
    written: { rightsChanged: true },
  };
}
