import { assertOptions } from '../../common/assert-options.ts';
import { trimBlanks } from '../../common/trim-blanks.ts';
import { LynkConfigurationError } from '../../errors/errors.ts';
import { parseIp } from './parse-ip.ts';

/**
 * Whom to believe about a client's address: nobody (`undefined`), or so many proxies of one's own,
 * each of which appends the address that it was called from to `X-Forwarded-For`.
 */
export type ClientIpPolicy = { readonly trustedProxies: number } | undefined;

/** What a request says about where it comes from. */
export interface ClientIpSource {
  /** The other end of the socket. */
  readonly remoteAddress?: string | null | undefined;
  /** `X-Forwarded-For`: one line, or all of them in their order. */
  readonly forwardedFor?: string | readonly string[] | null | undefined;
}

const MAX_PROXIES = 32;

/**
 * The client's address, for network policies and the throttle. Without a policy it is the socket's:
 * a header that anyone can send is not believed. With one, `X-Forwarded-For` is counted from the
 * right, since only what one's own proxies appended can be believed.
 *
 * @param policy How many proxies are trusted. Check it with {@link assertClientIpPolicy} when it is
 *   configured: one that is invalid gives no address.
 * @param source The socket's address and the header.
 * @returns The address in its canonical form ({@link parseIp}); `undefined` where there are fewer
 *   entries than proxies, or one of those that count cannot be read.
 * @example
 * ```ts
 * import { resolveClientIp } from '@lynk-auth/core/server';
 *
 * resolveClientIp({ trustedProxies: 1 }, { remoteAddress: '10.0.0.2', forwardedFor: '1.1.1.1, 192.0.2.7' });
 * // '192.0.2.7': what the proxy itself saw
 * ```
 */
export function resolveClientIp(policy: ClientIpPolicy, source: ClientIpSource): string | undefined {
  const { remoteAddress, forwardedFor } = source;
  const trustedProxies = policy === undefined ? 0 : policy?.trustedProxies;
  if (trustedProxies === 0) return readAddress(remoteAddress ?? '');
  if (!isCount(trustedProxies)) return undefined;

  const lines = typeof forwardedFor === 'string' ? forwardedFor : (forwardedFor ?? []).join(',');
  let end = lines.length;
  let address: string | undefined;
  // From the right, and no further than needed: the rest is the client's to make as long as it likes.
  for (let hop = 0; hop < trustedProxies; hop += 1) {
    if (end < 0) return undefined;
    const comma = end === 0 ? -1 : lines.lastIndexOf(',', end - 1);
    address = readAddress(lines.slice(comma + 1, end));
    if (address === undefined) return undefined;
    end = comma;
  }
  return address;
}

/**
 * Checks a policy when it is configured.
 *
 * @param caller Whose option it is, for the message.
 * @param policy What was configured.
 * @throws {LynkConfigurationError} when it is no policy.
 * @example
 * ```ts
 * import type { IncomingMessage } from 'node:http';
 * import { assertClientIpPolicy, type PluginOptions } from '@lynk-auth/core/server';
 *
 * declare const options: PluginOptions<IncomingMessage>;
 *
 * assertClientIpPolicy('lynkAuth: clientIp', options.clientIp);
 * ```
 */
export function assertClientIpPolicy(caller: string, policy: unknown): asserts policy is ClientIpPolicy {
  if (policy === undefined) return;
  assertOptions(caller, policy, ['trustedProxies']);
  if (!isCount((policy as { trustedProxies?: unknown }).trustedProxies)) {
    throw new LynkConfigurationError(
      `${caller}: trustedProxies must be a whole number from 0 to ${MAX_PROXIES}.`,
    );
  }
}

const isCount = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_PROXIES;

/** An address as proxies write it: `192.0.2.1:4711`, `[2001:db8::1]`, `[2001:db8::1]:4711`. */
const WITH_PORT = /^(?:\[([0-9a-f:.]{2,45}(?:%[0-9a-z.:-]{1,64})?)\]|([0-9.]{7,15}))(?::(\d{1,5}))?$/i;

function readAddress(entry: string): string | undefined {
  const text = trimBlanks(entry);
  const address = parseIp(text);
  if (address !== null) return address;
  const [, bracketed, dotted, port = '0'] = WITH_PORT.exec(text) ?? [];
  if (Number(port) > 65535) return undefined;
  // Brackets are for IPv6 only.
  if (bracketed !== undefined && !bracketed.includes(':')) return undefined;
  return parseIp(bracketed ?? dotted ?? '') ?? undefined;
}
