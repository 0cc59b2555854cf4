import type { SetPolicy } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findOrganization } from '../reads/organizations.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { isSame } from './is-same.ts';
import { readOrganization } from './read-back.ts';

export async function setPolicy(db: Kysely<Schema>, command: SetPolicy): Promise<CommandResult<SetPolicy>> {
  const { organizationId, at } = command;
  const { allowedNetworks: networks } = command.policy;
  const organization = await findOrganization(db, organizationId);
  if (organization === null) return unchanged({ ok: false, reason: 'organization_not_found' });
  const { policy } = organization;
  if (isSame(policy.allowedNetworks, networks)) return unchanged({ ok: true, organization });

  await db
    .updateTable('organizations')
    .set({ networks: networks === null ? null : JSON.stringify(networks), updated_at: at })
    .where('id', '=', organizationId)
    .execute();
  return {
    outcome: { ok: true, organization: await readOrganization(db, command) },
    written: { rightsChanged: true },
  };
}
