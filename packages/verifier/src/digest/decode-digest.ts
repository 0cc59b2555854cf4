/** Decodes a digest of the runtime's `sha256`: one character a byte, or two hexadecimal digits. */
export function decodeDigest(text: string): Uint8Array {
  const bytes = new Uint8Array(32);
  if (text.length === 32) {
    for (let index = 0; index < 32; index += 1) bytes[index] = text.charCodeAt(index);
    return bytes;
  }
  for (let index = 0; index < 32; index += 1) {
    bytes[index] =
      (decodeDigit(text.charCodeAt(2 * index)) << 4) | decodeDigit(text.charCodeAt(2 * index + 1));
  }
  return bytes;
}

/** `0` to `9` are 0x30 to 0x39, `a` to `f` are 0x61 to 0x66. */
const decodeDigit = (code: number): number => (code < 0x40 ? code - 0x30 : code - 0x57);
