import { LynkBadResponseError } from '../../errors/errors.ts';
import { readTarget } from '../endpoint/read-target.ts';
import { readHeader } from '../response/read-header.ts';
import type { TransportResponse } from './transport.ts';

/** Returns whether a status is a redirect that `fetch` would follow. */
export const isRedirect = (status: number): boolean =>
  status === 301 || status === 302 || status === 303 || status === 307 || status === 308;

/**
 * Returns the target of a redirect. Only a 307 or 308 to the same origin may be followed, since the others turn a POST
 * into a GET.
 *
 * @param response The redirect.
 * @param from The URL that sent it.
 * @returns The absolute URL of the target.
 * @throws {LynkBadResponseError} for any other redirect.
 */
export function followRedirect({ status, headers }: TransportResponse, from: string): string {
  const location = readHeader(headers, 'location');
  if ((status === 307 || status === 308) && location !== undefined) {
    try {
      return readTarget(location, new URL(from));
    } catch {
      // Not a LynkOriginError: the server chose this URL, not the caller.
    }
  }
  throw new LynkBadResponseError('redirect', status);
}
