import { LynkBadResponseError } from '../../errors/errors.ts';
import { readTarget } from '../endpoint/read-target.ts';
import { readHeader } from '../response/read-header.ts';
import type { TransportResponse } from './transport.ts';

/** Tells the answers that a `fetch` would follow. */
export const isRedirect = (status: number): boolean =>
  status === 301 || status === 302 || status === 303 || status === 307 || status === 308;

/**
 * Where a redirect leads. Only 307 and 308 may be followed, since all others turn a POST into a GET, and
 * only on the same origin.
 *
 * @param answer The redirect.
 * @param from The address that gave it.
 * @throws {LynkBadResponseError} for every other redirect.
 */
export function followRedirect({ status, headers }: TransportResponse, from: string): string {
  const location = readHeader(headers, 'location');
  if ((status === 307 || status === 308) && location !== undefined) {
    try {
      return readTarget(location, new URL(from));
    } catch {
      // Said below: the origin that is wrong is not the caller's.
    }
  }
  throw new LynkBadResponseError('redirect', status);
}
