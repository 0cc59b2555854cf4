// use/: how often, when and from where secrets are used, collected in memory and written in batches.

import type { TrackedSecret, UseCounter } from '@lynk-auth/verifier';
import type { Store } from '../store/store.ts';
import type { SecretUse } from '../store/use-batch.ts';
import { createBatchWriter } from './create-batch-writer.ts';
import type { ClientCleaner } from './create-client-cleaner.ts';
import { createSchedule } from './create-schedule.ts';
import { mergeUse } from './merge-use.ts';
import { SecretCounter } from './secret-counter.ts';
import { toSecretUse } from './to-secret-use.ts';
import { USE_INTERVAL_MS } from './use-interval.ts';

/** Records the uses of secrets. */
export interface UseRecorder {
  /** Returns the counter of a secret. */
  track(secret: TrackedSecret): UseCounter;
  /** Returns the last uses that this process has counted in the last minute, by the ids of the tokens. */
  lastUses(): ReadonlyMap<string, number>;
  /**
   * Writes what was counted, of one token or of all.
   *
   * @throws Whatever the store throws. The uses are kept, and written later.
   */
  flush(tokenId?: string): Promise<void>;
}

/** Options of {@link createUseRecorder}. */
export interface UseRecorderOptions {
  readonly clock: { wall(): number };
  readonly clean: ClientCleaner;
}

/** The first use, and the first after a pause, is written within a second. */
export const FIRST_DELAY_MS = 500;
export const RETRY_MS = 5000;

/** Creates the recorder of a source. Several verifiers may share it. */
export function createUseRecorder(
  store: Pick<Store, 'recordUse'>,
  { clock, clean }: UseRecorderOptions,
): UseRecorder {
  /** Counters with uses, and those of secrets that were written less than a minute ago. */
  const counters = new Map<string, SecretCounter>();
  const begun = new Set<SecretCounter>();
  /** What was taken from the counters and is not in a batch yet. */
  let taken = new Map<string, SecretUse>();

  const dueAt = ({ takenAt }: SecretCounter) => takenAt + USE_INTERVAL_MS;
  const begin = (counter: SecretCounter) => {
    begun.add(counter);
    if (!counters.has(counter.key)) counters.set(counter.key, counter);
    if (!counter.secret.keepsMemory) return;
    schedule.runBy(Math.max(performance.now() + FIRST_DELAY_MS, dueAt(counter)));
  };

  const take = (isDue: (counter: SecretCounter) => boolean) => {
    const now = performance.now();
    for (const [key, counter] of counters) {
      if (counter.calls === 0 && dueAt(counter) <= now) counters.delete(key);
    }
    for (const counter of begun) {
      if (!isDue(counter)) continue;
      begun.delete(counter);
      const use = toSecretUse(counter, clean);
      const same = taken.get(counter.key);
      taken.set(counter.key, same === undefined ? use : mergeUse(same, use));
      counter.reset(now);
    }
  };
  const send = createBatchWriter<SecretUse>({
    clock,
    take() {
      const uses = [...taken].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, use]) => use);
      taken = new Map();
      return uses;
    },
    write: ({ id, at, rows }) => store.recordUse({ id, at, uses: rows }),
  });

  const schedule = createSchedule(async () => {
    const now = performance.now();
    take((counter) => dueAt(counter) <= now);
    for (const counter of begun) schedule.runBy(Math.max(now + FIRST_DELAY_MS, dueAt(counter)));
    await send().catch(() => schedule.runBy(performance.now() + RETRY_MS));
  });

  return {
    track(secret) {
      const key = keyOf(secret.digest);
      const known = counters.get(key);
      if (known !== undefined) return known;
      const counter = new SecretCounter(secret, key, begin);
      counters.set(key, counter);
      return counter;
    },
    lastUses() {
      const uses = new Map<string, number>();
      for (const { secret, lastUsedAt } of counters.values()) {
        const { tokenId } = secret.principal;
        const last = Math.max(Math.floor(lastUsedAt), uses.get(tokenId) ?? 0);
        if (last > 0) uses.set(tokenId, last);
      }
      return uses;
    },
    async flush(tokenId) {
      take(({ secret }) => tokenId === undefined || secret.principal.tokenId === tokenId);
      await send();
    },
  };
}

/** One character a byte, so that the order of the keys is that of the digests. */
// `apply` takes any array-like; spreading the bytes would cost four times as much, at every lookup.
const keyOf = (digest: Uint8Array): string => String.fromCharCode.apply(null, digest as unknown as number[]);
