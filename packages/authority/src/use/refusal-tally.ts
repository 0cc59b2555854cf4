import type { TrackedRefusal } from '@lynk-auth/verifier';
import type { Refusals } from '../store/refusal-batch.ts';
import type { ClientCleaner } from './create-client-cleaner.ts';

/** Counts the rejections of a token for one reason, until they are taken. */
export class RefusalTally {
  count = 0;
  #firstAt = 0;
  #lastAt = 0;
  #clientIp: string | undefined = undefined;
  #userAgent: string | undefined = undefined;

  add({ at, context }: Pick<TrackedRefusal, 'at' | 'context'>): void {
    const time = Math.floor(at);
    if (this.count === 0) {
      this.#firstAt = time;
      this.#lastAt = time;
    }
    this.count += 1;
    // A clock that was set back moves no last time back.
    this.#lastAt = Math.max(this.#lastAt, time);
    this.#firstAt = Math.min(this.#firstAt, time);
    this.#clientIp = context?.clientIp ?? this.#clientIp;
    this.#userAgent = context?.userAgent ?? this.#userAgent;
  }

  /** Returns what was counted, and begins anew. */
  take(clean: ClientCleaner): Omit<Refusals, 'reason'> {
    const taken = {
      count: this.count,
      firstAt: this.#firstAt,
      lastAt: this.#lastAt,
      clientIp: clean.address(this.#clientIp),
      userAgent: clean.userAgent(this.#userAgent),
    };
    this.count = 0;
    this.#clientIp = undefined;
    this.#userAgent = undefined;
    return taken;
  }
}
