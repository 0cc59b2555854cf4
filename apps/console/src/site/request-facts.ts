import type { IncomingMessage } from 'node:http';

/** Returns the header that holds the session. */
export function readSessionHeaders({ headers }: IncomingMessage): Headers {
  return new Headers(headers.cookie === undefined ? {} : { cookie: headers.cookie });
}

/**
 * Returns whether a page of the console sent a request that changes something. Browsers name the origin of each such request.
 *
 * @param origins The origins of the dashboard, beside that which the request itself names.
 */
export function isOwnOrigin({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  return origin !== undefined && [...origins, `http://${host}`, `https://${host}`].includes(origin);
}
