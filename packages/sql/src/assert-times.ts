import { assertOption } from '@lynk-auth/core';

/** So long a revocation may take: nobody would wait for longer. */
const MAX_LEASE_MS = 60_000;

/** Times that stores on every database are given. */
export interface Times {
  readonly busyTimeoutMs: number;
  readonly leaseMs: number | undefined;
}

/**
 * Checks the times among a store's options.
 *
 * @throws {LynkConfigurationError}
 */
export function assertTimes(caller: string, { busyTimeoutMs, leaseMs }: Times): void {
  assertOption(
    caller,
    Number.isFinite(busyTimeoutMs) && busyTimeoutMs >= 0,
    'busyTimeoutMs must be a number of milliseconds',
  );
  assertOption(
    caller,
    leaseMs === undefined || (Number.isInteger(leaseMs) && leaseMs >= 1 && leaseMs <= MAX_LEASE_MS),
    `leaseMs must be a whole number of milliseconds, from 1 to ${MAX_LEASE_MS}`,
  );
}
