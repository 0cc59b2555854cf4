import { assertOption, readMember } from '@lynk-auth/core/internal';
import type { Store } from './store.ts';

/**
 * Reads the lease of a store once. Without one, `revoke()` would resolve while other processes still accept the token.
 *
 * @param caller The function that received the store, for the message.
 * @throws {LynkConfigurationError} if the lease is not a finite number of milliseconds, at least 0.
 */
export function readLease(caller: string, store: Pick<Store, 'leaseMs'>): number {
  const leaseMs: unknown = readMember(store, 'leaseMs');
  assertOption(
    caller,
    typeof leaseMs === 'number' && Number.isFinite(leaseMs) && leaseMs >= 0,
    'store.leaseMs must be a finite number of milliseconds, at least 0: return the lease that all processes with this data agree on, or 0 if no other process reads it',
  );
  return leaseMs;
}
