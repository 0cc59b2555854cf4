import { assertOption } from '../../common/assert-options.ts';

/** As `URL` writes them: it makes `127.0.0.1` of `127.1` and of `0x7f000001`. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Refuses an endpoint that a token must not be sent to.
 *
 * @param caller Whose option it is, for the message.
 * @param endpoint An absolute URL: https, or http on this machine; no user info, no fragment.
 * @param allowInsecure Whether http is allowed to other machines too.
 * @returns The URL's text.
 * @throws {LynkConfigurationError} that never shows the URL.
 */
export function readEndpoint(caller: string, endpoint: unknown, allowInsecure: boolean): string {
  const url = parseUrl(endpoint);
  assertOption(caller, url !== null, 'endpoint must be an absolute URL');
  const { protocol, hostname } = url;
  assertOption(caller, protocol === 'https:' || protocol === 'http:', 'endpoint must be an https URL');
  assertOption(
    caller,
    protocol === 'https:' || LOOPBACK.test(hostname) || allowInsecure,
    'endpoint must be https: over http anybody on the way can read the token',
  );
  assertOption(
    caller,
    url.username === '' && url.password === '',
    'endpoint must not hold a user name or a password',
  );
  // An empty fragment leaves no other trace than the sign itself.
  assertOption(caller, !url.href.includes('#'), 'endpoint must not have a fragment');
  return url.href;
}

function parseUrl(endpoint: unknown): URL | null {
  try {
    return typeof endpoint === 'string' || endpoint instanceof URL ? new URL(endpoint) : null;
  } catch {
    return null;
  }
}
