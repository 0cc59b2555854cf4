const BASE58 = 3;
const ALPHANUMERIC = 2;
const OF_TOKENS = 1;

/**
 * Of each ASCII character, the narrowest of the classes below. By a table, since no processor foresees
 * whether the next random character is a digit or a letter: a third of all that it costs to read a token was
 * guessing wrong.
 */
const CLASSES = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[0OIl]/.test(character)) return ALPHANUMERIC;
  if (/[0-9A-Za-z]/.test(character)) return BASE58;
  return /[-._~+/]/.test(character) ? OF_TOKENS : 0;
});

const isOf = (code: number, atLeast: number): boolean => code < 128 && (CLASSES[code] as number) >= atLeast;

/** What a `b64token` of RFC 6750 section 2.1 is made of, but for the `=` at its end. */
export const isOfTokens = (code: number): boolean => isOf(code, OF_TOKENS);

/** 0-9, A-Z, a-z: what a token's body is made of. */
export const isAlphanumeric = (code: number): boolean => isOf(code, ALPHANUMERIC);

/** Whether a character is one of base58: alphanumeric, but not `0`, `O`, `I` or `l`. */
export const isUnmistakable = (code: number): boolean => isOf(code, BASE58);

/** One character over and over, at least three times: `xxxxxxxx`, as documentation writes it. */
export function isRepeated(text: string, start: number): boolean {
  if (text.length < start + 3) return false;
  const first = text.charCodeAt(start);
  for (let index = start + 1; index < text.length; index += 1) {
    if (text.charCodeAt(index) !== first) return false;
  }
  return true;
}
