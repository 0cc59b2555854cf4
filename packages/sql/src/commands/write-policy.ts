import type { OrganizationPolicy } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Replaces the policy of an organization, at a time in epoch milliseconds. */
export async function writePolicy(
  db: Kysely<Schema>,
  { organizationId, at }: { readonly organizationId: string; readonly at: number },
  { allowedNetworks: networks, ...others }: OrganizationPolicy,
): Promise<void> {
  await db
    .updateTable('organizations')
    .set({
      networks: networks && JSON.stringify(networks),
      policy: JSON.stringify(others),
      updated_at: at,
    })
    .where('id', '=', organizationId)
    .execute();
}
