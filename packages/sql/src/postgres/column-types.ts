import { LynkStoreError } from '../errors.ts';

// The types of columns that the tables and their statements have. What is set here is set for our own
// connections only: the driver's table of types belongs to the whole process.

/** By the server's number of the type: https://www.postgresql.org/docs/current/catalog-pg-type.html */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  17: parseBytes, // bytea
  20: parseWhole, // int8
  21: parseWhole, // int2
  23: parseWhole, // int4
};

/** How what the server sends becomes a value: text, but for numbers and bytes. */
export const columnTypes = {
  getTypeParser: (type: number) => parsers[type] ?? ((text: string) => text),
};

/** 64 bits come as text. Past 2^53 another number would come out. */
export function parseWhole(text: string): number {
  const value = Number(text);
  if (Math.abs(value) > 2 ** 53) throw new LynkStoreError('store_corrupt');
  return value;
}

/** From `\x`, and two digits a byte. */
function parseBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2 - 1);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(text.slice(2 * index + 2, 2 * index + 4), 16);
  }
  return bytes;
}
