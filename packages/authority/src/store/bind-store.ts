import { readLease } from './read-lease.ts';
import type { Store } from './store.ts';

/** The methods of a store that an authority calls. A missing one does not compile. */
const methods = {
  lookup: 1,
  apply: 1,
  changes: 1,
  getOrganization: 1,
  listOrganizations: 1,
  getMember: 1,
  listMembers: 1,
  getRole: 1,
  listRoles: 1,
  getToken: 1,
  listTokens: 1,
  listSecrets: 1,
  recordUse: 1,
  recordRefusals: 1,
  listRefusals: 1,
  addEvents: 1,
  claimEvents: 1,
  settleEvents: 1,
  listExpiring: 1,
  findToken: 1,
  listAudit: 1,
} as const satisfies Record<keyof BoundStore, 1>;

/** What an authority uses of a store. It never closes one. */
type BoundStore = Omit<Store, 'leaseMs' | 'close'>;

export const storeMethods = Object.keys(methods) as (keyof BoundStore)[];

/**
 * Copies a store. Its lease is read once: a revocation waits for the lease that the verifiers have.
 *
 * @param caller The function that received the store, for the message.
 * @throws {LynkConfigurationError} if the store states no lease.
 */
export function bindStore(caller: string, store: Store): Store {
  const leaseMs = readLease(caller, store);
  // The methods of an instance of a class are not its own properties.
  const bound = Object.fromEntries(storeMethods.map((name) => [name, store[name].bind(store)]));
  return Object.freeze({ ...bound, leaseMs } as Store);
}
