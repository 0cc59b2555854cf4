import { parseIpGroups } from '@lynk-auth/core/internal';

/**
 * Returns the key under which failures count. A client with one IPv6 address has at least the 2^64 addresses of
 * its /64: they count as one. Requests without an address count as one, too: the lack of an address lifts nothing.
 */
export function toThrottleKey(address: string | undefined): string {
  if (address === undefined || !address.includes(':')) return address ?? '';
  return parseIpGroups(address)?.slice(0, 4).join(':') ?? address;
}
