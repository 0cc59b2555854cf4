// Determines the client's address: interprets X-Forwarded-For behind trusted proxies.
import { readOwn } from '../../common/read-own.ts';
import { readOwnOptions } from '../../common/read-own-options.ts';
import { trimBlanks } from '../../common/trim-blanks.ts';
import { LynkConfigurationError } from '../../errors/errors.ts';
import { parseIp } from './parse-ip.ts';

/**
 * How many proxies of your own are trusted. Each of them appends the address of its peer to `X-Forwarded-For`.
 * `undefined` trusts none.
 */
export type ClientIpPolicy = { readonly trustedProxies: number } | undefined;

/** The parts of a request that contain a client's address. */
export interface ClientIpSource {
  /** The address of the socket's peer. */
  readonly remoteAddress?: string | null | undefined;
  /** `X-Forwarded-For`: one line, or all lines in order. */
  readonly forwardedFor?: string | readonly string[] | null | undefined;
}

const MAX_PROXIES = 32;

/**
 * Determines the client's address, for network policies and the throttle. Without a policy it is the socket's: any
 * client can send a header. With a policy, entries of `X-Forwarded-For` are counted from the right, because only those
 * that your own proxies appended can be trusted.
 *
 * @param policy How many proxies are trusted. Validate it with {@link assertClientIpPolicy} when it is
 *   configured: an invalid policy yields no address.
 * @param source The socket's address and the header.
 * @returns The address in canonical form ({@link parseIp}); `undefined` if there are fewer entries than proxies, or if
 *   an entry that counts cannot be parsed.
 * @example
 * ```ts
 * import { resolveClientIp } from '@lynk-auth/core/server';
 *
 * resolveClientIp({ trustedProxies: 1 }, { remoteAddress: '10.0.0.2', forwardedFor: '1.1.1.1, 192.0.2.7' });
 * // '192.0.2.7': the address that the proxy saw
 * ```
 */
export function resolveClientIp(policy: ClientIpPolicy, source: ClientIpSource): string | undefined {
  const remoteAddress = readOwn(source, 'remoteAddress');
  const forwardedFor = readOwn(source, 'forwardedFor');
  const trustedProxies = policy === undefined ? 0 : readOwn(policy, 'trustedProxies');
  if (trustedProxies === 0) return readAddress(remoteAddress);
  if (!isCount(trustedProxies)) return undefined;

  const lines = typeof forwardedFor === 'string' ? forwardedFor : (forwardedFor ?? []).join(',');
  let end = lines.length;
  let address: string | undefined;
  // From the right, and no further than needed: the client controls the rest and its length.
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
 * Asserts that a policy is valid. Call it when the policy is configured.
 *
 * @param caller The function whose option it is, for the message.
 * @param policy The configured value.
 * @throws {LynkConfigurationError} if it is not a policy.
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
  readClientIpPolicy(caller, policy as ClientIpPolicy);
}

/**
 * Validates and copies a policy.
 *
 * @throws {LynkConfigurationError} if it is not a policy.
 */
export function readClientIpPolicy(caller: string, policy: ClientIpPolicy): ClientIpPolicy {
  if (policy === undefined) return undefined;
  const read = readOwnOptions(caller, policy, ['trustedProxies']);
  if (!isCount(read.trustedProxies)) {
    throw new LynkConfigurationError(
      `${caller}: trustedProxies must be a whole number from 0 to ${MAX_PROXIES}.`,
    );
  }
  return read;
}

const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_PROXIES;

/** An address in the forms that proxies write: `192.0.2.1:4711`, `[2001:db8::1]`, `[2001:db8::1]:4711`. */
const WITH_PORT = /^(?:\[([0-9a-f:.]{2,45}(?:%[0-9a-z.:-]{1,64})?)\]|([0-9.]{7,15}))(?::(\d{1,5}))?$/i;

/** Reads an address as a socket or a proxy writes it. */
export function readAddress(entry: string | null | undefined): string | undefined {
  const text = trimBlanks(entry ?? '');
  const address = parseIp(text);
  if (address !== null) return address;
  const [, bracketed, dotted, port = '0'] = WITH_PORT.exec(text) ?? [];
  if (Number(port) > 65535) return undefined;
  // Brackets are for IPv6 only.
  if (bracketed !== undefined && !bracketed.includes(':')) return undefined;
  return parseIp(bracketed ?? dotted ?? '') ?? undefined;
}
