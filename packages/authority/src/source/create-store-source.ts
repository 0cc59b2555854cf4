// source/: what a verifier reads, a record of the store evaluated to a principal.

import { lynk, type TokenFormat } from '@lynk-auth/core';
import {
  assertOption,
  assertTokenFormat,
  hasMethod,
  isPromise,
  readOwnOptions,
} from '@lynk-auth/core/internal';
import type { VerifyContext } from '@lynk-auth/core/server';
import type { Source, UseCounter } from '@lynk-auth/verifier';
import type { AuthorityOptions } from '../read-options.ts';
import { readLease } from '../store/read-lease.ts';
import type { Store, TokenRecord } from '../store/store.ts';
import { readUseOption } from '../use/read-use-option.ts';
import { type Background, type BackgroundStore, createBackground } from './create-background.ts';
import { evaluateToken, isReuse } from './evaluate-token.ts';

/** The part of a store that a verifier needs. */
type ReadStore = Pick<Store, 'leaseMs' | 'lookup' | 'changes' | 'apply'> & BackgroundStore;

const caller = 'createStoreSource';

/** Options of {@link createStoreSource}. */
export interface StoreSourceOptions extends Pick<AuthorityOptions<string>, 'clock' | 'onEvent' | 'use'> {
  /**
   * The format of the tokens, which are masked in events and user agents.
   * @default lynk
   */
  readonly format?: TokenFormat | undefined;
}

/**
 * Creates the source for a verifier beside the store. Each lookup reads and evaluates one record, which may
 * be cached until the store's change log names it. The first use of a rotated secret is reported to the store
 * in the background.
 *
 * @param store The store.
 * @param options The clock, and the function that receives events. Default: the system's clock and no function.
 * @returns The source; synchronous if the store's lookup is.
 * @throws {LynkConfigurationError} if the store states no lease, or for an unknown or wrong option.
 * @example
 * ```ts
 * import { createMemoryStore, createStoreSource } from '@lynk-auth/authority';
 * import { createVerifier } from '@lynk-auth/verifier';
 *
 * const verifier = createVerifier({ source: createStoreSource(createMemoryStore()) });
 * ```
 */
export function createStoreSource(store: ReadStore, options: StoreSourceOptions = {}): Source {
  const leaseMs = readLease(caller, store);
  const own = readOwnOptions(caller, options, ['clock', 'onEvent', 'format', 'use']);
  const { clock = { wall: Date.now }, onEvent, format = lynk } = own;
  assertOption(caller, hasMethod(clock, 'wall'), 'clock must be an object with a wall function');
  assertOption(caller, onEvent === undefined || typeof onEvent === 'function', 'onEvent must be a function');
  assertTokenFormat(caller, format);
  const addresses = readUseOption(caller, own.use);
  const background = createBackground(store, { clock, format, onEvent, addresses });
  return createRecordingSource(store, { clock, leaseMs }, background);
}

/** Creates a source whose background is shared with the operations that read what was recorded. */
export function createRecordingSource(
  store: Pick<Store, 'lookup' | 'changes' | 'apply'>,
  { clock, leaseMs }: { readonly clock: { wall(): number }; readonly leaseMs: number },
  { recorder, refusals, reuses, events }: Background,
): Source {
  /** The records of secrets that were never reported as used, by their digests. */
  const unused = new Map<string, TokenRecord>();
  const reports = new Map<string, Promise<unknown>>();

  /** If the report fails, the secret stays pending, and its next use is reported. */
  const reportIfUnused = (digest: Uint8Array) => {
    const key = String(digest);
    const record = unused.get(key);
    if (record === undefined || reports.has(key)) return;
    const { tokenId, organizationId } = record;
    const actor = { kind: 'token', id: tokenId } as const;
    const details = { organizationId, tokenId, actor, at: clock.wall(), digest };
    const report = store
      .apply({ type: 'activate_secret', ...details })
      .then(() => unused.delete(key))
      .catch(() => undefined)
      .finally(() => reports.delete(key));
    reports.set(key, report);
  };
  const evaluate = (
    record: TokenRecord | null,
    digests: readonly Uint8Array[],
    context: VerifyContext | undefined,
  ) => {
    const at = clock.wall();
    const evaluated = evaluateToken(record, at);
    if (record !== null && isReuse(record, at)) reuses?.report({ record, digests, context, at });
    // One of the digests found the record. The store knows which one.
    if (record?.secretPending) for (const digest of digests) unused.set(String(digest), record);
    return evaluated;
  };

  return Object.freeze<Source>({
    lookup(_token, digests, context) {
      const found = store.lookup(digests);
      return isPromise(found)
        ? found.then((record) => evaluate(record, digests, context))
        : evaluate(found, digests, context);
    },
    freshness: { kind: 'log', leaseMs, changes: (from) => store.changes(from) },
    trackUse(secret) {
      // Only now was the token accepted: a lookup knows neither the client's network nor the verifier's clock.
      if (unused.size > 0) reportIfUnused(secret.digest);
      return recorder?.track(secret) ?? ignoredUse;
    },
    recordRefusal(refusal) {
      refusals?.record(refusal);
    },
    async flush() {
      await Promise.all(reports.values());
      // What could not be written or delivered is kept, and tried again later.
      await recorder?.flush().catch(ignore);
      await refusals?.flush().catch(ignore);
      await reuses?.flush();
      await events?.flush().catch(ignore);
    },
  });
}

const ignore = () => undefined;
const ignoredUse: UseCounter = Object.freeze({ record: () => undefined });
