const BASE58 = 2;
const ALPHANUMERIC = 1;

/**
 * The narrowest class of each ASCII character. A table, because the branches of a comparison are unpredictable for
 * random characters: wrong predictions took a third of the time to parse a token.
 */
const CLASSES = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[0OIl]/.test(character)) return ALPHANUMERIC;
  return /[0-9A-Za-z]/.test(character) ? BASE58 : 0;
});

const isInClass = (code: number, atLeast: number): boolean =>
  code < 128 && (CLASSES[code] as number) >= atLeast;

/** Whether a character is one of 0-9, A-Z, a-z, of which a token's body consists. */
export const isAlphanumeric = (code: number): boolean => isInClass(code, ALPHANUMERIC);

/** Whether a character is one of base58: alphanumeric, but not `0`, `O`, `I` or `l`. */
export const isBase58 = (code: number): boolean => isInClass(code, BASE58);

/** Whether a string repeats one character from `start` on, at least three times, as in `xxxxxxxx`. */
export function isRepeated(text: string, start: number): boolean {
  if (text.length < start + 3) return false;
  const first = text.charCodeAt(start);
  for (let index = start + 1; index < text.length; index += 1) {
    if (text.charCodeAt(index) !== first) return false;
  }
  return true;
}
