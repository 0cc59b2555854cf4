import { LynkStoreError } from '../errors.ts';

/** @throws {LynkStoreError} `store_corrupt` when the string is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LynkStoreError('store_corrupt', { cause });
  }
}

/** @throws {LynkStoreError} `store_corrupt` when the value is not an array of strings. */
export function freezeStrings(value: unknown): readonly string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new LynkStoreError('store_corrupt');
  }
  return Object.freeze(value);
}
