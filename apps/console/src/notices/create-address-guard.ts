import type { LookupAddress } from 'node:dns';
import { lookup as resolveName } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './is-public-address.ts';

/** Finds the addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The host has an address that is not allowed. */
class AddressError extends Error {
  override readonly name = 'AddressError';
  readonly code = 'ADDRESS_NOT_ALLOWED';
}

/** Decides where a request may connect to. */
export interface AddressGuard {
  /** @throws {AddressError} if the host of the URL is an IP address that is not allowed. A socket looks up names only. */
  assertHost(url: URL): void;
  /** For the socket, which connects to what this returns: a name that resolves to another address the next time gains nothing. */
  readonly lookup: LookupFunction;
}

/**
 * Creates the guard of a URL. Over https, it allows addresses of the internet. `allowPrivate` allows all others, over http too.
 *
 * @param resolve Default: the resolver of the system.
 */
export function createAddressGuard(
  isEncrypted: boolean,
  allowPrivate: boolean,
  resolve: Resolve = (hostname) => resolveName(hostname, { all: true }),
): AddressGuard {
  const isAllowed = (address: string) => (isPublicAddress(address) ? isEncrypted : allowPrivate);
  const resolveAllowed = async (hostname: string): Promise<LookupAddress[]> => {
    const addresses = await resolve(hostname);
    if (addresses.length === 0 || !addresses.every(({ address }) => isAllowed(address)))
      throw new AddressError();
    return [...addresses];
  };
  return {
    assertHost({ hostname }) {
      const address = hostname.replace(/^\[|\]$/g, '');
      if (isIP(address) !== 0 && !isAllowed(address)) throw new AddressError();
    },
    lookup(hostname, { all }, callback) {
      resolveAllowed(hostname).then(
        (addresses) => {
          const [first] = addresses;
          if (all === true) callback(null, addresses);
          else callback(null, first?.address ?? '', first?.family);
        },
        (error: NodeJS.ErrnoException) => callback(error, ''),
      );
    },
  };
}
