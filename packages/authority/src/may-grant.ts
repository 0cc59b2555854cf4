import { type Access, covers } from './access.ts';
import type { Settings } from './read-options.ts';

/** Whether an actor may hand out these permissions, or make them last longer. */
export function mayGrant({ policies }: Settings, access: Access, permissions: readonly string[]): boolean {
  const freely = policies.roleGrants === 'any_role' && access.ref.kind !== 'token';
  return freely || covers(access, permissions);
}
