/** Base58: no 0, O, I or l, so that a token can be read aloud and double-clicked. */
export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** How many random characters the body of an issued token has: 30 × log2(58) = 175.7 bits. */
export const RANDOM_LENGTH = 30;

/** How many characters the checksum has, behind the random ones. */
export const CHECKSUM_LENGTH = 6;

/** What a byte does to a CRC-32 (IEEE 802.3, reflected). */
const BYTES = /* @__PURE__ */ Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ ((crc & 1) * 0xedb88320);
  return crc;
});

/** CRC-32 of ASCII text, up to `end`. */
function crc32(text: string, end: number): number {
  let crc = -1;
  for (let index = 0; index < end; index += 1) {
    crc = (crc >>> 8) ^ (BYTES[(crc ^ text.charCodeAt(index)) & 0xff] as number);
  }
  return ~crc >>> 0;
}

/** The checksum of all that stands before it, as six base58 digits, most significant first. */
export function checksumOf(text: string): string {
  let rest = crc32(text, text.length);
  let digits = '';
  for (let index = 0; index < CHECKSUM_LENGTH; index += 1) {
    digits = BASE58.charAt(rest % 58) + digits;
    rest = Math.floor(rest / 58);
  }
  return digits;
}

/** Whether a text of ASCII ends with the checksum of all that stands before it. Makes no string. */
export function endsWithChecksum(text: string): boolean {
  const end = text.length - CHECKSUM_LENGTH;
  let rest = crc32(text, end);
  for (let index = text.length - 1; index >= end; index -= 1) {
    if (text.charCodeAt(index) !== BASE58.charCodeAt(rest % 58)) return false;
    rest = Math.floor(rest / 58);
  }
  return true;
}
