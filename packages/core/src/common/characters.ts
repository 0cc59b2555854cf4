/**
 * Of each ASCII character: 1 for what is alphanumeric, 2 for what is of base58, too. A table, since no
 * processor foresees whether the next random character is a digit or a letter: a third of all that it
 * costs to read a token was guessing wrong.
 */
const CLASSES = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (!/[0-9A-Za-z]/.test(character)) return 0;
  return /[0OIl]/.test(character) ? 1 : 2;
});

/** 0-9, A-Z, a-z: what a token's body is made of. */
export function isAlphanumeric(code: number): boolean {
  return code < 128 && CLASSES[code] !== 0;
}

/** Whether a character is one of base58: alphanumeric, but not `0`, `O`, `I` or `l`. */
export function isUnmistakable(code: number): boolean {
  return code < 128 && CLASSES[code] === 2;
}

/** One character over and over, at least three times: `xxxxxxxx`, as documentation writes it. */
export function isRepeated(text: string, start: number): boolean {
  if (text.length < start + 3) return false;
  const first = text.charCodeAt(start);
  for (let index = start + 1; index < text.length; index += 1) {
    if (text.charCodeAt(index) !== first) return false;
  }
  return true;
}
