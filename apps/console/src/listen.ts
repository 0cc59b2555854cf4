import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartError } from './start-error.ts';
import { toAddress } from './to-address.ts';

/** The address of a server. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/**
 * Lets a server listen.
 *
 * @param explain Explains the code of an error to the user.
 * @returns The URL of the server.
 * @throws {StartError} if it cannot listen.
 */
export async function listen(
  server: Server,
  { host, port }: HostAndPort,
  explain: (code: string | undefined) => string,
): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new StartError(explain((error as NodeJS.ErrnoException).code));
  }
  const { address, port: actual } = server.address() as AddressInfo;
  return toAddress(address, actual);
}
