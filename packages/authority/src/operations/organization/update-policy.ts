import { parseNetwork } from '@lynk-auth/verifier';
import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { OrganizationPolicy, OrganizationView } from '../../store/views.ts';
import { inputSchemas, readInput } from '../read-input.ts';
import { applyRemoval, readWait, type WaitOptions } from '../wait-options.ts';

/** The fields of a policy to change. An absent field stays as it is. */
export type PolicyUpdate = Partial<OrganizationPolicy>;

interface PolicyRequest {
  readonly update: PolicyUpdate;
  readonly wait: boolean;
}

/** @throws {LynkConfigurationError} for an unknown or wrong option. */
export const createPolicyRequest = (update: PolicyUpdate, options?: WaitOptions): PolicyRequest => ({
  update,
  wait: readWait('updatePolicy', options),
});

export async function updatePolicy(
  settings: Settings,
  access: Access,
  { update, wait }: PolicyRequest,
): Promise<Outcome<{ organization: OrganizationView }>> {
  const { store, rights } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, rights.changePolicies)) return failWith('forbidden');
  const read = readInput(inputSchemas().policy, update, settings);
  if (!read.ok) return read;
  const policy = read.value as PolicyUpdate;
  if (Object.values(policy).every((value) => value === undefined)) return failWith('nothing_to_change');
  if (policy.allowedNetworks?.some((network) => parseNetwork(network) === null) === true) {
    return failWith('bad_networks', 'allowedNetworks');
  }
  const condition = createCondition(settings, access, [rights.changePolicies]);
  const command = { type: 'set_policy', organizationId, actor, at, condition, policy } as const;
  const changed = await applyRemoval(store, command, wait);
  return changed.ok ? changed : failWith(changed.reason);
}
