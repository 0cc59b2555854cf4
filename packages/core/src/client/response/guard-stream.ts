import {
  LynkAbortedError,
  LynkBadResponseError,
  type LynkError,
  LynkTimeoutError,
} from '../../errors/errors.ts';
import { isLynkError } from '../../errors/is-lynk-error.ts';
import { type BodyReader, discardBody, openBody } from './open-body.ts';
import { toNetworkError } from './to-network-error.ts';

/** The limits of a body that the caller reads. */
export interface StreamLimits {
  /** @default no limit */
  readonly maxBytes?: number;
  /** The time that is left for the body, in milliseconds. Default: no limit. */
  readonly timeLeftMs?: number;
  /** The time limit that an error reports, in milliseconds. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal | null | undefined;
}

/** A response, or the part of it that is used. */
interface ResponseParts {
  readonly body: unknown;
  readonly status: number;
}

/** A reference that does not keep its target alive, where the runtime has those. */
interface Reference<T> {
  deref(): T | undefined;
}

const refTo = <T extends object>(target: T): Reference<T> =>
  typeof WeakRef === 'function' ? new WeakRef(target) : { deref: () => target };

const stops =
  typeof FinalizationRegistry === 'function'
    ? /* @__PURE__ */ new FinalizationRegistry<() => void>((stop) => stop())
    : undefined;

/**
 * Returns a stream of a response body that enforces limits while the caller reads it. Reading fails with a `LynkError`
 * if the body is too large or takes too long, or if the call was aborted.
 *
 * The listener on the caller's signal does not outlive the body, whether it is read, cancelled or dropped without being
 * read: a signal can serve a process for its whole life. The timer of a body that is dropped is left to run out.
 *
 * @param response A response of any implementation, or its `body` and `status`.
 * @param limits The limits.
 * @returns The stream.
 */
export function guardStream(response: ResponseParts, limits: StreamLimits): ReadableStream<Uint8Array> {
  const watch = new BodyWatch(response.body as object, limits);
  const guard = new StreamGuard(response, watch, limits.maxBytes);
  // Only for a signal, since an engine keeps whatever is registered until it collects all of its memory.
  if (limits.signal) stops?.register(guard, () => watch.stop());
  return new ReadableStream<Uint8Array>(guard, { highWaterMark: 0 });
}

/**
 * Ends a body at its time limit or on abort. The timer and the signal hold it, so it refers to the guard only while the
 * caller waits for a chunk, and a body that is dropped can be garbage-collected.
 */
class BodyWatch {
  readonly #body: Reference<object>;
  readonly #signal: StreamLimits['signal'];
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #abort = () => this.fail(new LynkAbortedError(this.#signal?.reason));
  /** Opened on the first read, so that the runtime can release a body that is never read. */
  reader: BodyReader | undefined;
  /** Set while the caller waits for a chunk. */
  waiting: ReadableStreamDefaultController<Uint8Array> | undefined;
  hasEnded = false;
  error: LynkError | undefined;

  constructor(body: object, { signal, timeLeftMs, timeoutMs = 0 }: StreamLimits) {
    this.#body = refTo(body);
    this.#signal = signal;
    if (timeLeftMs !== undefined) {
      const expire = () => this.fail(new LynkTimeoutError(timeoutMs));
      this.#timer = setTimeout(expire, Math.max(0, timeLeftMs));
      // An unread body must not keep the process alive. Timers that are plain numbers never do.
      (this.#timer as { unref?: () => void }).unref?.();
    }
    if (signal?.aborted) this.#abort();
    else signal?.addEventListener('abort', this.#abort);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#abort);
  }

  end(): void {
    this.hasEnded = true;
    this.stop();
  }

  /** Ends the body with an error, unless it has ended. */
  fail(error: LynkError): void {
    if (this.hasEnded) return;
    this.end();
    this.error = error;
    this.waiting?.error(error);
    void this.release();
  }

  release(reason?: unknown): Promise<void> | undefined {
    if (this.reader !== undefined) return this.reader.cancel(reason);
    discardBody(this.#body.deref());
    return undefined;
  }
}

class StreamGuard implements UnderlyingDefaultSource<Uint8Array> {
  /** Kept until the body has ended: undici cancels the body of a response that is garbage-collected. */
  readonly #response: ResponseParts;
  readonly #watch: BodyWatch;
  readonly #maxBytes: number;
  #length = 0;

  constructor(response: ResponseParts, watch: BodyWatch, maxBytes = Number.POSITIVE_INFINITY) {
    this.#response = response;
    this.#watch = watch;
    this.#maxBytes = maxBytes;
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const watch = this.#watch;
    if (watch.error !== undefined) throw watch.error;
    watch.waiting = controller;
    try {
      watch.reader ??= openBody(this.#response.body);
      const { value } = await watch.reader.read();
      if (watch.hasEnded) return;
      if (value === undefined) {
        watch.end();
        return controller.close();
      }
      this.#length += value.length;
      if (this.#length > this.#maxBytes) throw new LynkBadResponseError('too_large', this.#response.status);
      controller.enqueue(value);
    } catch (error) {
      watch.fail(isLynkError(error) ? error : toNetworkError(error));
    } finally {
      watch.waiting = undefined;
    }
  }

  cancel(reason: unknown): Promise<void> | undefined {
    this.#watch.end();
    return this.#watch.release(reason);
  }
}
