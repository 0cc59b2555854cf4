import { LynkStoreError } from '../errors.ts';

const KEPT = 256;
const kept = new Map<string, readonly string[]>();

/**
 * Reads a list that is kept as JSON text. Many tokens share a few roles: a list that was read
 * before is not parsed again.
 *
 * @returns A frozen list, since it is shared.
 * @throws {LynkStoreError} `store_corrupt` for anything but a list of strings.
 */
export function parseList(text: string): readonly string[] {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const list = parseStrings(text);
  if (kept.size >= KEPT) kept.clear();
  kept.set(text, list);
  return list;
}

function parseStrings(text: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new LynkStoreError('store_corrupt', { cause });
  }
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new LynkStoreError('store_corrupt');
  }
  return Object.freeze(value);
}
