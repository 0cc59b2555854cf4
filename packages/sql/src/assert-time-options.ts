import { assertOption } from '@lynk-auth/core/internal';

/** The longest time that a revocation may take to apply everywhere. */
const MAX_LEASE_MS = 60_000;

/** The time options that stores on every database share. */
export interface TimeOptions {
  readonly busyTimeoutMs: number;
  readonly leaseMs: number | undefined;
}

/**
 * Validates the time options of a store.
 *
 * @throws {LynkConfigurationError} When one of them is invalid.
 */
export function assertTimeOptions(caller: string, { busyTimeoutMs, leaseMs }: TimeOptions): void {
  assertOption(
    caller,
    Number.isFinite(busyTimeoutMs) && busyTimeoutMs >= 0,
    'busyTimeoutMs must be a number of milliseconds, 0 or more',
  );
  assertOption(
    caller,
    leaseMs === undefined || (Number.isInteger(leaseMs) && leaseMs >= 1 && leaseMs <= MAX_LEASE_MS),
    `leaseMs must be a whole number of milliseconds, from 1 to ${MAX_LEASE_MS}`,
  );
}
