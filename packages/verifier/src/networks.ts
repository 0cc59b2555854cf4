import { parseIpGroups } from '@lynk-auth/core';

/** A network: so many leading bits of an address. */
export interface Network {
  /** 16 bits each: two of them for IPv4, eight for IPv6. */
  readonly groups: readonly number[];
  readonly bits: number;
}

const CIDR = /^([0-9a-f.:]{2,45})(?:\/(0|[1-9]\d{0,2}))?$/i;

/**
 * Reads a network in CIDR notation (RFC 4632, RFC 4291 section 2.3), or a single address.
 *
 * @param text For example `192.0.2.0/24` or `2001:db8::/32`.
 * @returns The network; `null` for anything else, a prefix that is too long included.
 * @example
 * ```ts
 * import { parseNetwork } from '@lynk-auth/verifier';
 *
 * parseNetwork('192.0.2.0/24') !== null; // true
 * parseNetwork('192.0.2.0/33'); // null
 * ```
 */
export function parseNetwork(text: string): Network | null {
  const [, address = '', prefix] = CIDR.exec(text) ?? [];
  const groups = parseIpGroups(address);
  if (groups === null) return null;
  // An IPv4 address that is written as IPv6 has its prefix counted there.
  const skipped = groups.length === 2 && address.includes(':') ? 96 : 0;
  const length = groups.length * 16;
  const bits = prefix === undefined ? length : Number(prefix) - skipped;
  return bits >= 0 && bits <= length ? { groups, bits } : null;
}

/**
 * Tells whether an address is in one of some networks. An address that is missing or cannot be read
 * is in none.
 *
 * @param address As core's `resolveClientIp` gives it.
 * @param networks As {@link parseNetwork} gives them.
 */
export function isInNetworks(address: string | undefined, networks: readonly Network[]): boolean {
  const groups = address === undefined ? null : parseIpGroups(address);
  return groups !== null && networks.some((network) => contains(network, groups));
}

function contains({ groups, bits }: Network, address: readonly number[]): boolean {
  if (groups.length !== address.length) return false;
  for (let index = 0, left = bits; left > 0; index += 1, left -= 16) {
    const shift = Math.max(0, 16 - left);
    if ((groups[index] ?? -1) >> shift !== (address[index] ?? -1) >> shift) return false;
  }
  return true;
}
