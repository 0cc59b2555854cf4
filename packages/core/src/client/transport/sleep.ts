import { LynkAbortedError } from '../../errors/errors.ts';

/** Waits. Rejects with a {@link LynkAbortedError} if the signal is aborted. */
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
