const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const GROUP = /^[0-9a-f]{1,4}$/;
const ZONE = /^[0-9a-z.:-]+$/i;
/** A canonical IPv4 address, as nearly every socket has it: mapped into IPv6 if the server listens on all addresses. */
const CANONICAL = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const MAPPED = '::ffff:';
/** The length of the longest address, `ffff:…:255.255.255.255`, without its zone. */
const MAX_LENGTH = 45;

/**
 * Parses an IP address, strictly: no leading zeros, no short forms of IPv4, no port, no brackets.
 *
 * @param text The string to parse.
 * @returns The canonical form: dotted for IPv4 and for IPv4 mapped into IPv6 (RFC 4291 section 2.5.5.2),
 *   otherwise IPv6 according to RFC 5952, without its zone. `null` if it is not an address.
 * @example
 * ```ts
 * import { parseIp } from '@lynk-auth/core/server';
 *
 * parseIp('2001:DB8:0:0::1'); // '2001:db8::1'
 * parseIp('::ffff:192.0.2.1'); // '192.0.2.1'
 * parseIp('192.0.2.01'); // null
 * ```
 */
export function parseIp(text: string): string | null {
  if (CANONICAL.test(text)) return text;
  if (text.startsWith(MAPPED)) {
    const address = text.slice(MAPPED.length);
    if (CANONICAL.test(address)) return address;
  }
  const groups = parseIpGroups(text);
  if (groups === null) return null;
  const [high = 0, low = 0] = groups;
  return groups.length === 2 ? `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}` : writeIpv6(groups);
}

/**
 * Parses an IP address into numbers, as strictly as {@link parseIp}.
 *
 * @param text The string to parse.
 * @returns Its groups of 16 bits: two for IPv4 and for IPv4 mapped into IPv6, eight for IPv6. `null` if it is not an
 *   address.
 * @example
 * ```ts
 * import { parseIpGroups } from '@lynk-auth/core/internal';
 *
 * parseIpGroups('192.0.2.1'); // [0xc000, 0x0201]
 * ```
 */
export function parseIpGroups(text: string): readonly number[] | null {
  const percent = text.indexOf('%');
  const address = percent === -1 ? text : text.slice(0, percent);
  if (address.length > MAX_LENGTH) return null;
  if (!address.includes(':')) {
    const [a, b, c, d] = (percent === -1 && readIpv4(address)) || [];
    if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
    return [a * 256 + b, c * 256 + d];
  }
  if (percent !== -1 && !ZONE.test(text.slice(percent + 1))) return null;
  const groups = readIpv6(address.toLowerCase());
  const mapped = groups?.[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  return mapped ? groups.slice(6) : groups;
}

/** The four numbers. */
function readIpv4(text: string): number[] | null {
  const parts = IPV4.exec(text)?.slice(1) ?? [];
  const valid = parts.every((part) => Number(part) <= 255 && (part === '0' || !part.startsWith('0')));
  return parts.length === 4 && valid ? parts.map(Number) : null;
}

/** The eight groups. */
function readIpv6(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = '', tail] = halves;
  const before = readGroups(head, tail === undefined);
  const after = tail === undefined ? [] : readGroups(tail, true);
  if (before === null || after === null) return null;
  const missing = 8 - before.length - after.length;
  // `::` stands for at least one group.
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  return [...before, ...new Array<number>(missing).fill(0), ...after];
}

function readGroups(text: string, atEnd: boolean): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    // Only the last 32 bits may be written as IPv4.
    const [a, b, c, d] = (atEnd && index === parts.length - 1 && readIpv4(part)) || [];
    if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) {
      groups.push(a * 256 + b, c * 256 + d);
    } else if (GROUP.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return null;
    }
  }
  return groups;
}

function writeIpv6(groups: readonly number[]): string {
  const hex = groups.map((group) => group.toString(16));
  const zeros = longestZeros(groups);
  if (zeros.length < 2) return hex.join(':');
  return `${hex.slice(0, zeros.start).join(':')}::${hex.slice(zeros.start + zeros.length).join(':')}`;
}

/** The first of the longest rows of zeros (RFC 5952 section 4.2.3). */
function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > longest.length) longest = { start: index + 1 - length, length };
  }
  return longest;
}
