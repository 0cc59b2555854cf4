import type { Settings } from './read-options.ts';
import { covers, type Standing } from './standing.ts';

/** Whether an actor may hand out these permissions, or make them last longer. */
export function mayGrant(
  { policies }: Settings,
  standing: Standing,
  permissions: readonly string[],
): boolean {
  const freely = policies.roleGrants === 'any_role' && standing.ref.kind !== 'token';
  return freely || covers(standing, permissions);
}
