import { tagOf } from '../../common/tag-of.ts';
import { LynkOriginError } from '../../errors/errors.ts';

/**
 * Resolves the URL of a request, and accepts only the endpoint's own origin: the same scheme, host and port, without a
 * user name. The URL is parsed as `fetch` parses it. Send the returned URL instead of the original, so that it is not
 * parsed in another way.
 *
 * @param address The URL of the request, or of a redirect; relative to `base`.
 * @param base The endpoint: an absolute URL, already validated.
 * @returns The absolute URL, without a fragment.
 * @throws {LynkOriginError} for any other or an invalid URL. The message never shows it.
 */
export function readTarget(address: string | URL, base: URL): string {
  let url: URL;
  try {
    // Any other object would be sent as a path such as `[object%20Request]`.
    if (typeof address !== 'string' && tagOf(address) !== 'URL') throw new TypeError();
    url = new URL(String(address), base);
  } catch {
    throw new LynkOriginError();
  }
  // Not `origin`: that of `blob:https://…` is the inner URL's.
  const isOwn = url.protocol === base.protocol && url.host === base.host;
  if (!isOwn || url.username !== '' || url.password !== '') throw new LynkOriginError();
  url.hash = '';
  return url.href;
}
