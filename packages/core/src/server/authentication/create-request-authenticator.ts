import { assertOption } from '../../common/assert-option.ts';
import { isPromise } from '../../common/is-promise.ts';
import { readOwnOptions } from '../../common/read-own-options.ts';
import type { Principal } from '../../principal/principal.ts';
import { parseIp } from '../client-ip/parse-ip.ts';
import {
  type ClientIpPolicy,
  readAddress,
  readClientIpPolicy,
  resolveClientIp,
} from '../client-ip/resolve-client-ip.ts';
import type { ErrorFormatter } from '../response/error-format.ts';
import {
  type Authentication,
  type AuthenticatorOptions,
  authenticatorOptionNames,
  createAuthenticator,
  type NotOptional,
} from './create-authenticator.ts';
import { toError } from './to-error.ts';

/** Options of every plugin. `Request` is the framework's request. */
export interface PluginOptions<Request> extends AuthenticatorOptions<Request> {
  /**
   * How to determine the client's address, for network policies and the throttle: the number of trusted
   * proxies, or a function. An address that cannot be parsed counts as absent.
   * @default the socket's address; `X-Forwarded-For` is not trusted
   */
  readonly clientIp?: ClientIpPolicy | ((request: Request) => string | undefined);
}

/** What an authenticator reads from a request, independent of the framework. */
export interface RequestFacts {
  /** The value of `Authorization`, with all of its lines. */
  readonly authorization: string | null | undefined;
  /** The address of the socket's peer, if the runtime provides it. */
  readonly remoteAddress?: string | null | undefined;
  /** @param name The header's name in lower case. */
  header(name: string): string | readonly string[] | null | undefined;
}

/** Authenticates the requests of one framework. Created by {@link createRequestAuthenticator}. */
export interface RequestAuthenticator<Request, Caller = Principal | null> {
  readonly realm: string;
  /** Gives an error response the body of the option `errorFormat`. For {@link setAuthContext}. */
  readonly formatError?: ErrorFormatter<Request> | undefined;
  /**
   * @returns The principal or an error response; synchronous if the verifier is.
   * @throws What the verifier or the function `clientIp` throws. Both are bugs: let the framework's error handler
   *   respond.
   */
  authenticate(request: Request): Authentication<Caller> | Promise<Authentication<Caller>>;
}

/** The names of {@link PluginOptions}. */
export const pluginOptionNames = [...authenticatorOptionNames, 'clientIp'] as const;

/**
 * Creates the framework-independent part of a plugin. It validates the options now; for each request it reads the
 * header, determines the client's address and verifies the token.
 *
 * @param caller The function whose options they are, for messages: `lynkAuth`.
 * @param options The verifier, realm, optional mode, time limit and client address.
 * @param read Reads a request of the framework.
 * @returns The authenticator, frozen.
 * @throws {LynkConfigurationError} for an unknown or invalid option.
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
  const { clientIp: address, ...settings } = readOwnOptions(caller, options, pluginOptionNames);
  const clientIp =
    typeof address === 'function' ? address : readClientIpPolicy(`${caller}: clientIp`, address);
  const { realm, formatError, authenticate } = createAuthenticator(settings as AuthenticatorOptions, caller);

  const addressOf = (request: Request, { remoteAddress, header }: RequestFacts): string | undefined => {
    if (clientIp === undefined) return readAddress(remoteAddress);
    if (typeof clientIp !== 'function') {
      return resolveClientIp(clientIp, { remoteAddress, forwardedFor: header('x-forwarded-for') });
    }
    let address: unknown;
    try {
      address = clientIp(request);
    } catch (error) {
      throw toError(error, 'the function clientIp');
    }
    // An unhandled rejection would terminate a Node process.
    if (isPromise(address)) Promise.resolve(address).catch(() => undefined);
    assertOption(
      caller,
      address == null || typeof address === 'string',
      'the function clientIp must return a string or undefined, synchronously',
    );
    return address == null ? undefined : (parseIp(address) ?? undefined);
  };

  return Object.freeze({
    realm,
    formatError,
    authenticate(request: Request) {
      const facts = read(request);
      const userAgent = facts.header('user-agent');
      return authenticate(
        facts.authorization,
        {
          clientIp: addressOf(request, facts),
          userAgent: typeof userAgent === 'string' ? userAgent : undefined,
        },
        request,
      );
    },
  });
}
