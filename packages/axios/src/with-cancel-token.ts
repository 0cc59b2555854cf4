import type { CancelToken, InternalAxiosRequestConfig } from 'axios';

/** A `CancelToken` as axios makes it; its types leave half of it out. */
type Subscribable = CancelToken & {
  subscribe(listener: () => void): void;
  unsubscribe(listener: () => void): void;
};

/** Calls with one signal for both ways in which axios can be told to end a request. */
export async function withCancelToken<T>(
  { signal, cancelToken }: InternalAxiosRequestConfig,
  call: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  const given = signal as AbortSignal | undefined;
  if (!cancelToken) return call(given);
  const token = cancelToken as Subscribable;
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (given?.aborted) abort();
  given?.addEventListener('abort', abort);
  token.subscribe(abort);
  try {
    return await call(controller.signal);
  } finally {
    given?.removeEventListener('abort', abort);
    token.unsubscribe(abort);
  }
}
