import { LynkStoreError } from '../errors.ts';

// The column types that the tables and statements use. They are set for our own connections only, since the
// driver's global type registry belongs to the whole process.

/** By the OID of the type: https://www.postgresql.org/docs/current/catalog-pg-type.html */
const parsers: Readonly<Record<number, (value: string) => unknown>> = {
  17: parseBytes, // bytea
  20: parseInteger, // int8
  21: parseInteger, // int2
  23: parseInteger, // int4
};

/** The `types` option of `pg`: integers and bytes are parsed, everything else stays a string. */
export const columnTypes = {
  getTypeParser: (type: number) => parsers[type] ?? ((value: string) => value),
};

/**
 * Parses an integer of up to 64 bits.
 *
 * @throws {LynkStoreError} `store_corrupt` beyond 2^53, where a number would lose precision.
 */
function parseInteger(text: string): number {
  const value = Number(text);
  if (Math.abs(value) > 2 ** 53) throw new LynkStoreError('store_corrupt');
  return value;
}

/** Parses `\x` followed by two hexadecimal digits per byte. */
function parseBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2 - 1);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(text.slice(2 * index + 2, 2 * index + 4), 16);
  }
  return bytes;
}
