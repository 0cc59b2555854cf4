import { assertOption, isPromise } from '@lynk-auth/core/internal';
import { assertClientIpPolicy, type PluginOptions, parseIp, resolveClientIp } from '@lynk-auth/core/server';
import type { CallOrigin } from '../audit/create-origin-adder.ts';
import { type ConnectedRequest, readConnectedRequest } from './connection.ts';

/** Finds where a request comes from, for the audit log. */
export type OriginReader = (connected: ConnectedRequest) => CallOrigin;

/**
 * Creates the function that finds the client's address, like a plugin, and its `User-Agent`.
 *
 * @throws {LynkConfigurationError} if `clientIp` is neither a policy nor a function.
 */
export function createOriginReader(
  caller: string,
  clientIp: PluginOptions<Request>['clientIp'],
): OriginReader {
  if (typeof clientIp !== 'function') assertClientIpPolicy(`${caller}: clientIp`, clientIp);
  const addressOf = (connected: ConnectedRequest): string | undefined => {
    const { remoteAddress, header } = readConnectedRequest(connected);
    if (typeof clientIp !== 'function') {
      return resolveClientIp(clientIp, { remoteAddress, forwardedFor: header('x-forwarded-for') });
    }
    const address: unknown = clientIp(connected.request);
    // An unhandled rejection would terminate a Node process.
    if (isPromise(address)) Promise.resolve(address).catch(() => undefined);
    assertOption(
      caller,
      address == null || typeof address === 'string',
      'the function clientIp must return a string or undefined, synchronously',
    );
    return parseIp(address ?? '') ?? undefined;
  };
  return (connected) => ({
    clientIp: addressOf(connected),
    userAgent: connected.request.headers.get('user-agent') ?? undefined,
  });
}
