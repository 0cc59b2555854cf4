/** NUL ends the text when it is read back, or is refused, and half a character becomes another one. */
const unstorable = /[\0\p{Cs}]/u;

/**
 * Checks what is bound to a statement. libsql binds NULL for what is missing, drops what is too much,
 * and ends the whole process at a boolean or a lone buffer; pg makes text of all that it does not
 * know; a number with a fraction, or past 2^53, would come back as another one. Everything that
 * reaches a driver passes here.
 *
 * @param values The values.
 * @param expected How many the statement has places for.
 * @returns A fresh array of text, whole numbers, bytes and `null`.
 * @throws {TypeError} for anything else; the message says which place, never what was there.
 */
export function toParameters(values: readonly unknown[], expected: number): unknown[] {
  if (values.length !== expected) {
    throw new TypeError(`A statement with ${expected} places was given ${values.length} values.`);
  }
  return values.map((value, index) => {
    if (isStorable(value)) return value;
    throw new TypeError(`The value in place ${index + 1} of a statement cannot be stored.`);
  });
}

function isStorable(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value === 'string') return !unstorable.test(value);
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (!ArrayBuffer.isView(value)) return false;
  // By its tag only where it comes from another realm: to ask for that costs as much as a join.
  return value instanceof Uint8Array || Object.prototype.toString.call(value) === '[object Uint8Array]';
}
