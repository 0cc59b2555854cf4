import { assertOption, hasMethod, readOwnOptions } from '@lynk-auth/core/internal';
import {
  type Authenticator,
  createAuthenticator,
  createRequestAuthenticator,
  type PluginOptions,
  type Principal,
  type RequestAuthenticator,
} from '@lynk-auth/core/server';
import type { Authority } from '../create-authority.ts';
import { type ConnectedRequest, readConnectedRequest } from './connection.ts';
import { createErrorReporter, type ErrorReporter } from './create-error-reporter.ts';
import { createOriginReader, type OriginReader } from './create-origin-reader.ts';

/** Options of every handler. */
export interface HandlerOptions {
  readonly authority: Authority;
  /**
   * Receives what the store or a function of the host throws, for a log. The response is 503 or 500 and contains nothing
   * of it. What `onError` throws is ignored.
   * @default writes the error's name and code with `console.error`, never its message
   */
  readonly onError?: ((error: unknown) => void) | undefined;
  /**
   * How to find the client's address, for network policies, the throttle and the audit log: the number of trusted
   * proxies, or a function.
   * @default the socket's address; `X-Forwarded-For` is not trusted
   */
  readonly clientIp?: PluginOptions<Request>['clientIp'];
}

/** Options of a handler whose callers authenticate with a token. */
export interface TokenHandlerOptions
  extends HandlerOptions,
    Pick<PluginOptions<Request>, 'verifier' | 'realm' | 'timeoutMs'> {}

/** The validated options of every handler. */
export interface HandlerSettings {
  readonly authority: Authority;
  readonly report: ErrorReporter;
  readonly readOrigin: OriginReader;
}

/** The validated options of a handler whose callers authenticate with a token. */
export interface TokenHandlerSettings extends HandlerSettings {
  /** Authenticates the caller by its header. */
  readonly callers: RequestAuthenticator<ConnectedRequest, Principal>;
  /** Authenticates the token in a form. The address of the client that uses it is not known here. */
  readonly tokens: Authenticator<Principal>;
}

/** The names of {@link HandlerOptions}. */
export const handlerOptionNames = [
  'authority',
  'onError',
  'clientIp',
] as const satisfies (keyof HandlerOptions)[];

/** The names of {@link TokenHandlerOptions}. */
export const tokenHandlerOptionNames = [
  ...handlerOptionNames,
  'verifier',
  'realm',
  'timeoutMs',
] as const satisfies (keyof TokenHandlerOptions)[];

/** @throws {LynkConfigurationError} if an option is invalid. */
export function readHandlerOptions(
  caller: string,
  { authority, onError, clientIp }: HandlerOptions,
): HandlerSettings {
  assertOption(
    caller,
    hasMethod(authority, 'as') && hasMethod(authority?.source, 'lookup'),
    'authority must be the authority that createAuthority returned',
  );
  assertOption(caller, onError === undefined || typeof onError === 'function', 'onError must be a function');
  return {
    authority,
    report: createErrorReporter(onError),
    readOrigin: createOriginReader(caller, clientIp),
  };
}

/** @throws {LynkConfigurationError} for an unknown or invalid option. */
export function readTokenHandlerOptions(caller: string, options: TokenHandlerOptions): TokenHandlerSettings {
  const own = readOwnOptions(caller, options, tokenHandlerOptionNames);
  const { authority, onError, clientIp, ...settings } = own;
  return {
    ...readHandlerOptions(caller, { authority, onError, clientIp }),
    callers: createRequestAuthenticator<ConnectedRequest>(
      caller,
      {
        ...settings,
        clientIp: typeof clientIp === 'function' ? ({ request }) => clientIp(request) : clientIp,
      },
      readConnectedRequest,
    ),
    tokens: createAuthenticator(settings, caller),
  };
}
