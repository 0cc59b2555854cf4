import { LynkAbortedError, LynkBadResponseError, LynkTimeoutError } from '../../errors/errors.ts';
import { isLynkError } from '../../errors/is-lynk-error.ts';
import { type BodyReader, discardBody, openBody } from './open-body.ts';
import { toNetworkError } from './to-network-error.ts';

/** The limits of a body that the caller reads. */
export interface StreamLimits {
  readonly status: number;
  /** @default no limit */
  readonly maxBytes?: number;
  /** The time that is left for the body, in milliseconds. Default: no limit. */
  readonly timeLeftMs?: number;
  /** The time limit that an error reports, in milliseconds. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal | null | undefined;
}

/** A reference that does not keep its target alive, where the runtime has those. */
interface Reference<T> {
  deref(): T | undefined;
}

const stops =
  typeof FinalizationRegistry === 'function'
    ? /* @__PURE__ */ new FinalizationRegistry<() => void>((stop) => stop())
    : undefined;

const refTo = <T extends object>(target: T): Reference<T> =>
  typeof WeakRef === 'function' ? new WeakRef(target) : { deref: () => target };

/**
 * Returns a stream of a response body that enforces limits while the caller reads it. Reading fails with a `LynkError`
 * if the body is too large or takes too long, or if the call was aborted.
 *
 * Neither the timer nor the listener on the caller's signal outlives the body, whether it is read, cancelled or dropped
 * without being read. A signal can serve a process for its whole life.
 *
 * @param body The body of a response of any implementation.
 * @param limits The limits.
 * @returns The stream.
 */
export function guardStream(body: unknown, limits: StreamLimits): ReadableStream<Uint8Array> {
  const guard = new StreamGuard(body, limits);
  guard.stop = watch(refTo(guard), limits);
  stops?.register(guard, guard.stop);
  return new ReadableStream<Uint8Array>(guard, { highWaterMark: 0 });
}

/** Ends the body at its time limit or on abort. Nothing here may refer to the guard itself. */
function watch(
  guard: Reference<StreamGuard>,
  { signal, timeLeftMs, timeoutMs = 0 }: StreamLimits,
): () => void {
  const abort = () => guard.deref()?.fail(new LynkAbortedError(signal?.reason));
  const expire = () => guard.deref()?.fail(new LynkTimeoutError(timeoutMs));
  const timer = timeLeftMs === undefined ? undefined : setTimeout(expire, Math.max(0, timeLeftMs));
  // An unread body must not keep the process alive. Timers that are plain numbers never do.
  (timer as { unref?: () => void } | undefined)?.unref?.();
  signal?.addEventListener('abort', abort);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  };
}

class StreamGuard implements UnderlyingDefaultSource<Uint8Array> {
  readonly #body: unknown;
  readonly #limits: StreamLimits;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  /** Opened on the first read, so that the runtime can release a body that is never read. */
  #reader: BodyReader | undefined;
  #length = 0;
  #ended = false;
  stop: () => void = () => undefined;

  constructor(body: unknown, limits: StreamLimits) {
    this.#body = body;
    this.#limits = limits;
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller;
    const { signal } = this.#limits;
    if (signal?.aborted) this.fail(new LynkAbortedError(signal.reason));
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    try {
      this.#reader ??= openBody(this.#body);
      const { value } = await this.#reader.read();
      if (this.#ended) return;
      if (value === undefined) {
        this.#end();
        return controller.close();
      }
      this.#length += value.length;
      const { maxBytes = Number.POSITIVE_INFINITY, status } = this.#limits;
      if (this.#length > maxBytes) return this.fail(new LynkBadResponseError('too_large', status));
      controller.enqueue(value);
    } catch (error) {
      this.fail(isLynkError(error) ? error : toNetworkError(error));
    }
  }

  cancel(reason: unknown): Promise<void> | undefined {
    this.#end();
    return this.#release(reason);
  }

  /** Ends the stream with an error, unless it has ended. */
  fail(error: unknown): void {
    if (this.#ended) return;
    this.#end();
    this.#controller?.error(error);
    void this.#release();
  }

  #end(): void {
    this.#ended = true;
    this.stop();
  }

  #release(reason?: unknown): Promise<void> | undefined {
    if (this.#reader !== undefined) return this.#reader.cancel(reason);
    discardBody(this.#body);
    return undefined;
  }
}
