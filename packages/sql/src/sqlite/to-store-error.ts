import { isLynkStoreError, LynkStoreError, type StoreErrorCode } from '../errors.ts';

/** SQLite's primary result codes: https://www.sqlite.org/rescode.html */
const codes: Readonly<Record<number, StoreErrorCode>> = {
  3: 'store_unwritable', // PERM
  5: 'store_busy', // BUSY
  6: 'store_busy', // LOCKED
  8: 'store_unwritable', // READONLY
  11: 'store_corrupt', // CORRUPT
  13: 'store_full', // FULL
  14: 'store_unwritable', // CANTOPEN
  26: 'store_corrupt', // NOTADB
};

/** Converts an error of the driver to a store error, with the original as its cause. */
export function toStoreError(cause: unknown): LynkStoreError {
  if (isLynkStoreError(cause)) return cause;
  return new LynkStoreError(codes[primaryCode(cause)] ?? 'store_failed', { cause });
}

function primaryCode(error: unknown): number {
  const { rawCode, message } = Object(error) as { rawCode?: unknown; message?: unknown };
  // An error of opening the file has its code only at the end of the message.
  const code = typeof rawCode === 'number' ? rawCode : Number(/: (\d+)"\)$/.exec(String(message))?.[1]);
  return code & 0xff;
}
