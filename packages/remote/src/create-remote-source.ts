import { withinTime } from '@lynk-auth/core';
import type { LookupResult, Source } from '@lynk-auth/verifier';
import type { RemoteSettings } from './read-options.ts';
import { shareFlights } from './share-flights.ts';

/** One lookup. */
export interface Question {
  readonly token: string;
  readonly digests: readonly Uint8Array[];
  /** Aborted when the lookup is over. */
  readonly signal: AbortSignal;
}

/** A source that asks with `ask`: once for all who want the same at the same time, within its time. */
export function createRemoteSource(
  { maxStalenessSeconds, timeoutMs, clock }: RemoteSettings,
  ask: (question: Question) => Promise<LookupResult>,
): Source {
  const share = shareFlights(maxStalenessSeconds * 1000, () => clock.monotonic());
  return Object.freeze<Source>({
    lookup: (token, digests) =>
      share(token, () => withinTime(timeoutMs, (signal) => ask({ token, digests, signal }))),
    freshness: Object.freeze({ kind: 'bounded', maxStalenessSeconds }),
  });
}
