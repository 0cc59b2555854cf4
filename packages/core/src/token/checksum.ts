/** Base58 omits 0, O, I and l, which are easily confused, and punctuation, which would end a double-click selection. */
export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** The number of random characters in the body of an issued token: 30 × log2(58) = 175.7 bits. */
export const RANDOM_LENGTH = 30;

/** The length of the checksum, which follows the random characters. */
const CHECKSUM_LENGTH = 6;

/** The length of the body of an issued token. */
export const BODY_LENGTH: number = RANDOM_LENGTH + CHECKSUM_LENGTH;

/** The lookup table of CRC-32 (IEEE 802.3, reflected). A loop, because every import of the package creates it. */
const BYTES = /* @__PURE__ */ (() => {
  const table = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ ((crc & 1) * 0xedb88320);
    table[byte] = crc;
  }
  return table;
})();

/** The CRC-32 of an ASCII string, up to `end`. */
function crc32(text: string, end: number): number {
  let crc = -1;
  for (let index = 0; index < end; index += 1) {
    crc = (crc >>> 8) ^ (BYTES[(crc ^ text.charCodeAt(index)) & 0xff] as number);
  }
  return ~crc >>> 0;
}

/** Returns the checksum of the rest of a token: six base58 digits, most significant first. */
export function checksumOf(text: string): string {
  let rest = crc32(text, text.length);
  let digits = '';
  for (let index = 0; index < CHECKSUM_LENGTH; index += 1) {
    digits = BASE58.charAt(rest % 58) + digits;
    rest = Math.floor(rest / 58);
  }
  return digits;
}

/** Returns whether an ASCII string ends with the checksum of what precedes it. It allocates no string. */
export function endsWithChecksum(text: string): boolean {
  const end = text.length - CHECKSUM_LENGTH;
  let rest = crc32(text, end);
  for (let index = text.length - 1; index >= end; index -= 1) {
    if (text.charCodeAt(index) !== BASE58.charCodeAt(rest % 58)) return false;
    rest = Math.floor(rest / 58);
  }
  return true;
}
