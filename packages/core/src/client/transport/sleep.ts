import { LynkAbortedError } from '../../errors/errors.ts';

/** Waits, unless the signal is aborted meanwhile; then it rejects with a {@link LynkAbortedError}. */
export function sleep(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new LynkAbortedError());
    const abort = () => {
      clearTimeout(timer);
      reject(new LynkAbortedError());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
