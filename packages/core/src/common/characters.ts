/** 0-9, A-Z, a-z: what a token's body is made of. */
export function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** Whether an alphanumeric character is one of base58, too: all but `0`, `O`, `I` and `l`. */
export function isUnmistakable(code: number): boolean {
  return code !== 0x30 && code !== 0x4f && code !== 0x49 && code !== 0x6c;
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
