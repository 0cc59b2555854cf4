import type { TrackedSecret, UseCounter } from '@lynk-auth/verifier';
import { MAX_ADDRESSES } from './merge-use.ts';

type Context = Parameters<UseCounter['record']>[1];

/**
 * What was counted of one secret. A class, because every verification calls `record`: all counters share one shape. A use
 * from the same client as the last one changes two numbers.
 */
export class SecretCounter implements UseCounter {
  readonly secret: TrackedSecret;
  readonly key: string;
  calls = 0;
  firstUsedAt = 0;
  lastUsedAt = 0;
  clientIp: string | undefined = undefined;
  userAgent: string | undefined = undefined;
  /** The other addresses, with the time of the last use from each. The one that was used last comes last. */
  otherAddresses: Map<string, number> | undefined = undefined;
  /** When the counts were last taken, in monotonic milliseconds. */
  takenAt: number = Number.NEGATIVE_INFINITY;
  readonly #begin: (counter: SecretCounter) => void;

  /** @param begin Called when a use is counted and none was since the counts were taken. */
  constructor(secret: TrackedSecret, key: string, begin: (counter: SecretCounter) => void) {
    this.secret = secret;
    this.key = key;
    this.#begin = begin;
  }

  record(at: number, context: Context): void {
    if (this.calls === 0) {
      this.firstUsedAt = at;
      this.#begin(this);
    }
    this.calls += 1;
    if (
      context !== undefined &&
      (context.clientIp !== this.clientIp || context.userAgent !== this.userAgent)
    ) {
      this.#changeClient(context);
    }
    this.lastUsedAt = at;
  }

  /** Forgets what was counted. */
  reset(monotonic: number): void {
    this.calls = 0;
    this.otherAddresses = undefined;
    this.takenAt = monotonic;
  }

  #changeClient({ clientIp, userAgent }: NonNullable<Context>): void {
    this.userAgent = userAgent;
    if (clientIp === this.clientIp) return;
    const previous = this.clientIp;
    this.clientIp = clientIp;
    // The address of a use before the counts were taken was taken too.
    if (previous === undefined || this.calls === 1) return;
    this.otherAddresses ??= new Map();
    this.otherAddresses.delete(previous);
    this.otherAddresses.set(previous, this.lastUsedAt);
    if (clientIp !== undefined) this.otherAddresses.delete(clientIp);
    if (this.otherAddresses.size < MAX_ADDRESSES) return;
    this.otherAddresses.delete(this.otherAddresses.keys().next().value ?? '');
  }
}
