import { orAborted } from './or-aborted.ts';

/** Waits. Rejects with a {@link LynkAbortedError} if the signal is aborted. */
export function sleep(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return orAborted(elapsed, signal).finally(() => clearTimeout(timer));
}
