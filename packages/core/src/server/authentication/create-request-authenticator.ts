import { assertOption, assertOptions } from '../../common/assert-options.ts';
import { isPromise } from '../../common/is-promise.ts';
import type { Principal } from '../../principal/principal.ts';
import { parseIp } from '../client-ip/parse-ip.ts';
import {
  assertClientIpPolicy,
  type ClientIpPolicy,
  resolveClientIp,
} from '../client-ip/resolve-client-ip.ts';
import {
  type Authentication,
  type AuthenticatorOptions,
  createAuthenticator,
  type NotOptional,
} from './create-authenticator.ts';
import { toError } from './to-error.ts';

/** What every plugin takes. `Request` is the request of its framework. */
export interface PluginOptions<Request> extends AuthenticatorOptions {
  /**
   * How the client's address is found, for network policies and the throttle: behind a stated number of
   * one's own proxies, or by a function of one's own. An address that cannot be read is none.
   * @default the socket's; `X-Forwarded-For` is not believed
   */
  readonly clientIp?: ClientIpPolicy | ((request: Request) => string | undefined);
}

/** What is read of a request, whichever framework made it. */
export interface RequestFacts {
  /** The value of `Authorization`, every line of it. */
  readonly authorization: string | null | undefined;
  /** The other end of the socket, where the runtime tells. */
  readonly remoteAddress?: string | null | undefined;
  /** @param name In lower case. */
  header(name: string): string | readonly string[] | null | undefined;
}

/** Judges request after request of one framework. Made by {@link createRequestAuthenticator}. */
export interface RequestAuthenticator<Request, Who = Principal | null> {
  readonly realm: string;
  /**
   * @returns The judgement; synchronous where the verifier's answer is.
   * @throws What the verifier or the function `clientIp` throws: both are bugs, for the error path.
   */
  authenticate(request: Request): Authentication<Who> | Promise<Authentication<Who>>;
}

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip'] as const;

/**
 * Makes the whole of a plugin but its framework: the options validated at once, the header read, the
 * client's address found, the token verified.
 *
 * @param caller Whose options they are, for messages: `lynkAuth`.
 * @param options The verifier; realm, optional mode, time limit, the client's address.
 * @param read Reads a request of the framework.
 * @returns The authenticator, frozen.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
 * @example
 * ```ts
 * import type { IncomingMessage } from 'node:http';
 * import { createRequestAuthenticator, type PluginOptions, readNodeRequest } from '@lynk-auth/core/server';
 *
 * declare const options: PluginOptions<IncomingMessage>;
 * declare const request: IncomingMessage;
 *
 * const authenticator = createRequestAuthenticator('lynkAuth', options, readNodeRequest);
 * const result = await authenticator.authenticate(request);
 * ```
 */
export function createRequestAuthenticator<Request>(
  caller: string,
  options: PluginOptions<Request> & NotOptional,
  read: (request: Request) => RequestFacts,
): RequestAuthenticator<Request, Principal>;
export function createRequestAuthenticator<Request>(
  caller: string,
  options: PluginOptions<Request>,
  read: (request: Request) => RequestFacts,
): RequestAuthenticator<Request>;
export function createRequestAuthenticator<Request>(
  caller: string,
  options: PluginOptions<Request>,
  read: (request: Request) => RequestFacts,
): RequestAuthenticator<Request> {
  assertOptions(caller, options, ['verifier', 'realm', 'optional', 'timeoutMs', 'clientIp']);
  const { clientIp, ...settings } = options;
  if (typeof clientIp !== 'function') assertClientIpPolicy(`${caller}: clientIp`, clientIp);
  const { realm, authenticate } = createAuthenticator(settings, caller);

  const addressOf = (request: Request, { remoteAddress, header }: RequestFacts): string | undefined => {
    if (clientIp === undefined) return resolveClientIp(undefined, { remoteAddress });
    if (typeof clientIp !== 'function') {
      return resolveClientIp(clientIp, { remoteAddress, forwardedFor: header('x-forwarded-for') });
    }
    let address: unknown;
    try {
      address = clientIp(request);
    } catch (error) {
      throw toError(error, 'the function clientIp');
    }
    // Its rejection would be nobody's, and would end a process of Node.
    if (isPromise(address)) Promise.resolve(address).catch(() => undefined);
    assertOption(
      caller,
      address == null || typeof address === 'string',
      'the function clientIp must give a string or undefined, at once',
    );
    return address == null ? undefined : (parseIp(address) ?? undefined);
  };

  return Object.freeze({
    realm,
    authenticate(request: Request) {
      const facts = read(request);
      const userAgent = facts.header('user-agent');
      return authenticate(facts.authorization, {
        clientIp: addressOf(request, facts),
        // Without a proxy that is known, whoever comes through one shares its address.
        forwarded: clientIp === undefined && forwardingHeaders.some((name) => facts.header(name) != null),
        userAgent: typeof userAgent === 'string' ? userAgent : undefined,
      });
    },
  });
}
