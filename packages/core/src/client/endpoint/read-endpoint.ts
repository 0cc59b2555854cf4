// Decides to which URLs a token may be sent.
import { assertOption } from '../../common/assert-option.ts';
import { tagOf } from '../../common/tag-of.ts';
import { mayBeProxied } from './may-be-proxied.ts';

/** As `URL` normalizes them: `127.1` and `0x7f000001` become `127.0.0.1`. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Validates an endpoint: a URL to which a token may be sent.
 *
 * @param caller The function whose option it is, for the message.
 * @param endpoint An absolute URL: https, or http on this machine without a proxy; no user info, no fragment.
 * @param allowInsecure Whether http is allowed to other machines and through a proxy too.
 * @returns The URL as a string.
 * @throws {LynkConfigurationError} if the endpoint is invalid. The message never shows the URL.
 */
export function readEndpoint(caller: string, endpoint: unknown, allowInsecure: boolean): string {
  const url = parseUrl(endpoint);
  assertOption(caller, url !== null, 'endpoint must be an absolute URL');
  const { protocol, hostname } = url;
  const isSafe = protocol === 'https:' || allowInsecure;
  assertOption(caller, protocol === 'https:' || protocol === 'http:', 'endpoint must be an https URL');
  assertOption(
    caller,
    isSafe || LOOPBACK.test(hostname),
    'endpoint must use https: http exposes the token to the network',
  );
  assertOption(
    caller,
    isSafe || !mayBeProxied(hostname),
    'endpoint uses plain http, and a proxy of the environment (HTTP_PROXY, ALL_PROXY) could read the token: add the host to NO_PROXY; Deno needs --allow-env to check it',
  );
  assertOption(
    caller,
    url.username === '' && url.password === '',
    'endpoint must not hold a user name or a password',
  );
  // `URL.hash` is empty for an empty fragment.
  assertOption(caller, !url.href.includes('#'), 'endpoint must not have a fragment');
  return url.href;
}

function parseUrl(endpoint: unknown): URL | null {
  try {
    return typeof endpoint === 'string' || tagOf(endpoint) === 'URL' ? new URL(String(endpoint)) : null;
  } catch {
    return null;
  }
}
