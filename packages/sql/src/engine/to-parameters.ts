/** NUL truncates a string or is rejected by the driver, and a lone surrogate is replaced by another character. */
const invalidCharacters = /[\0\p{Cs}]/u;

/**
 * Validates the values that are bound to a statement. The drivers do not: libsql binds NULL for a missing value,
 * ignores surplus ones, and crashes the process on a boolean or a bare `ArrayBuffer`; pg converts unknown types
 * to strings; a fraction or a number beyond 2^53 would be read back as another number.
 *
 * @param values The values.
 * @param expected The number of placeholders in the statement.
 * @returns A new array of strings, integers, bytes and `null`.
 * @throws {TypeError} For a wrong number of values or any other type. The message gives the position, never the
 *   value.
 */
export function toParameters(values: readonly unknown[], expected: number): unknown[] {
  if (values.length !== expected) {
    throw new TypeError(`A statement with ${expected} placeholders received ${values.length} values.`);
  }
  return values.map((value, index) => {
    if (isStorable(value)) return value;
    throw new TypeError(`The value of placeholder ${index + 1} of a statement cannot be stored.`);
  });
}

function isStorable(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value === 'string') return !invalidCharacters.test(value);
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (!ArrayBuffer.isView(value)) return false;
  // The tag recognizes an array of another realm. It is read last, since that costs as much as a join.
  return value instanceof Uint8Array || Object.prototype.toString.call(value) === '[object Uint8Array]';
}
