import { runWithTimeout } from '@lynk-auth/core/internal';
import type { LookupResult, Source } from '@lynk-auth/verifier';
import type { RemoteSettings } from './read-options.ts';
import { shareLookups } from './share-lookups.ts';

export interface RemoteLookup {
  readonly token: string;
  readonly digests: readonly Uint8Array[];
  /** Aborted when the lookup times out or completes. */
  readonly signal: AbortSignal;
}

/**
 * Creates a source from a function that looks a token up at another server. Concurrent lookups of one
 * token share a call, and each call is limited to `timeoutMs`.
 */
export function createRemoteSource(
  { maxStalenessSeconds, timeoutMs, clock }: RemoteSettings,
  lookup: (request: RemoteLookup) => Promise<LookupResult>,
): Source {
  const share = shareLookups(maxStalenessSeconds * 1000, () => clock.monotonic());
  return Object.freeze<Source>({
    lookup: (token, digests) =>
      share(token, () => runWithTimeout(timeoutMs, (signal) => lookup({ token, digests, signal }))),
    freshness: Object.freeze({ kind: 'bounded', maxStalenessSeconds }),
  });
}
