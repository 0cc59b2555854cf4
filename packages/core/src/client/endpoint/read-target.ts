import { LynkOriginError } from '../../errors/errors.ts';

/**
 * Tells where a request would go, and lets only the endpoint's own origin pass: the same format, host and
 * port, without a user name. The address is read as `fetch` reads it, and what comes out is to be sent
 * in its place, so that nobody reads it another way.
 *
 * @param address The address that was asked for, or that a redirect gave; relative to `base`.
 * @param base Where the token may go: an absolute URL, validated before.
 * @returns The address, absolute and without a fragment.
 * @throws {LynkOriginError} for every other address, and for what is none; it never shows it.
 */
export function readTarget(address: string | URL, base: URL): string {
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    throw new LynkOriginError();
  }
  // Not `origin`: that of `blob:https://…` is the one inside of it.
  const isOwn = url.protocol === base.protocol && url.host === base.host;
  if (!isOwn || url.username !== '' || url.password !== '') throw new LynkOriginError();
  url.hash = '';
  return url.href;
}
