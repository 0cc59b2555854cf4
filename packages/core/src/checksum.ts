/** Base58: no 0, O, I or l, so that a token can be read aloud and double-clicked. */
export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** How many random characters the body of an issued token has: 30 × log2(58) = 175.7 bits. */
export const RANDOM_LENGTH = 30;

/** How many characters the checksum has, behind the random ones. */
export const CHECKSUM_LENGTH = 6;

/** What four bits do to a CRC-32 (IEEE 802.3, reflected): a table small enough to ship. */
const NIBBLES = [
  0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c, 0xedb88320,
  0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
] as const;

/** CRC-32 of ASCII text. */
function crc32(text: string): number {
  let crc = -1;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index);
    crc = (crc >>> 4) ^ (NIBBLES[crc & 15] as number);
    crc = (crc >>> 4) ^ (NIBBLES[crc & 15] as number);
  }
  return ~crc >>> 0;
}

/** The checksum of all that stands before it, as six base58 digits, most significant first. */
export function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let index = 0; index < CHECKSUM_LENGTH; index += 1) {
    digits = BASE58.charAt(rest % 58) + digits;
    rest = Math.floor(rest / 58);
  }
  return digits;
}
