import { parseIpGroups } from '@lynk-auth/core/internal';

/** A network: an address and the number of its leading bits that count. */
export interface Network {
  /** 16 bits each: two groups for IPv4, eight for IPv6. */
  readonly groups: readonly number[];
  readonly bits: number;
}

const CIDR = /^([0-9a-f.:]{2,45})(?:\/(0|[1-9]\d{0,2}))?$/i;

/**
 * Parses a network in CIDR notation (RFC 4632, RFC 4291 section 2.3), or a single address.
 *
 * @param text For example `192.0.2.0/24` or `2001:db8::/32`.
 * @returns The network, or `null` if the string is neither, for example because the prefix is too long.
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
  // The prefix of an IPv4 address in IPv6 notation counts the 96 bits before it.
  const skipped = groups.length === 2 && address.includes(':') ? 96 : 0;
  const length = groups.length * 16;
  const bits = prefix === undefined ? length : Number(prefix) - skipped;
  return bits >= 0 && bits <= length ? { groups, bits } : null;
}

/**
 * Returns whether an address is in one of the networks. An address that is missing or cannot be parsed is in
 * none.
 *
 * @param address A result of core's `resolveClientIp`.
 * @param networks Results of {@link parseNetwork}.
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
