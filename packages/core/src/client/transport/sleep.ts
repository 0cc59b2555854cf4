import { LynkAbortedError } from '../../errors/errors.ts';

/** Waits. Rejects with a {@link LynkAbortedError} if the signal is aborted. */
export function sleep(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new LynkAbortedError(signal.reason));
    const abort = () => {
      clearTimeout(timer);
      reject(new LynkAbortedError(signal?.reason));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
