import type { CancelToken, InternalAxiosRequestConfig } from 'axios';

/** A `CancelToken` with the methods that are missing in its types. */
type Subscribable = CancelToken & {
  subscribe(listener: () => void): void;
  unsubscribe(listener: () => void): void;
};

/** Combines the `signal` and the `cancelToken` of a request into one signal for the call. */
export async function withCancelToken<T>(
  { signal, cancelToken }: InternalAxiosRequestConfig,
  call: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  const callerSignal = signal as AbortSignal | undefined;
  if (!cancelToken) return call(callerSignal);
  const token = cancelToken as Subscribable;
  const controller = new AbortController();
  const abort = () => controller.abort(callerSignal?.reason);
  if (callerSignal?.aborted) abort();
  callerSignal?.addEventListener('abort', abort);
  token.subscribe(abort);
  try {
    return await call(controller.signal);
  } finally {
    callerSignal?.removeEventListener('abort', abort);
    token.unsubscribe(abort);
  }
}
