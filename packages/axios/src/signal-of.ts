import type { CancelToken, InternalAxiosRequestConfig } from 'axios';

/** A `CancelToken` with the methods that are missing in its types. */
type Subscribable = CancelToken & {
  subscribe(listener: () => void): void;
  unsubscribe(listener: () => void): void;
};

/** The part of a signal that is used. */
interface ListenedSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Returns the signal of a request: its `signal`, its `cancelToken` in the form of a signal, or both in one. It holds no
 * listener of its own, so it may outlive the call, as the stream of a response does.
 */
export function signalOf({ signal, cancelToken }: InternalAxiosRequestConfig): AbortSignal | undefined {
  const own = signal as AbortSignal | undefined;
  if (!cancelToken) return own;
  const token = cancelToken as Subscribable;
  const combined: ListenedSignal = {
    get aborted() {
      return own?.aborted === true || token.reason !== undefined;
    },
    get reason() {
      return own?.aborted ? own.reason : token.reason;
    },
    addEventListener(type: 'abort', listener: () => void) {
      own?.addEventListener(type, listener);
      token.subscribe(listener);
    },
    removeEventListener(type: 'abort', listener: () => void) {
      own?.removeEventListener(type, listener);
      token.unsubscribe(listener);
    },
  };
  return combined as unknown as AbortSignal;
}
