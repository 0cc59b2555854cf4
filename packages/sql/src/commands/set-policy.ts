import { changePolicy, type SetPolicy } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findOrganization } from '../reads/organizations.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { isSame } from './is-same.ts';
import { readOrganization } from './read-back.ts';

export async function setPolicy(db: Kysely<Schema>, command: SetPolicy): Promise<CommandResult<SetPolicy>> {
  const { organizationId, at } = command;
  const organization = await findOrganization(db, organizationId);
  if (organization === null) return unchanged({ ok: false, reason: 'organization_not_found' });
  const policy = changePolicy(organization.policy, command.policy);
  if (isSame(organization.policy, policy)) return unchanged({ ok: true, organization });

  const { allowedNetworks: networks, ...others } = policy;
  await db
    .updateTable('organizations')
    .set({
      networks: networks && JSON.stringify(networks),
      policy: JSON.stringify(others),
      updated_at: at,
    })
    .where('id', '=', organizationId)
    .execute();
  return {
    outcome: { ok: true, organization: await readOrganization(db, command) },
    written: { rightsChanged: true },
  };
}
