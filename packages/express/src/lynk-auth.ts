import {
  type Authentication,
  createRequestAuthenticator,
  isPromise,
  type PluginOptions,
  readNodeRequest,
  sendNodeResponse,
  setAuthContext,
} from '@lynk-auth/core/server';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** What {@link lynkAuth} is given. */
export type LynkAuthOptions = PluginOptions<Request>;

/**
 * Makes the middleware that authenticates: who asks is at `request.lynk`, and all others are refused
 * before their body is read. Put it ahead of the parsers of bodies, and behind CORS, whose preflights
 * carry no token.
 *
 * @param options The verifier; realm, optional mode, time limit, the client's address.
 * @returns The middleware. What the verifier throws goes to Express's error handlers.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
 * @example
 * ```ts
 * import type { TokenVerifier } from '@lynk-auth/core';
 * import { lynkAuth } from '@lynk-auth/express';
 * import express from 'express';
 *
 * declare const verifier: TokenVerifier;
 *
 * const app = express();
 * app.use('/api', lynkAuth({ verifier }));
 * ```
 */
export function lynkAuth(options: LynkAuthOptions): RequestHandler {
  const { realm, authenticate } = createRequestAuthenticator<Request>('lynkAuth', options, readNodeRequest);

  function settle(result: Authentication, request: Request, response: Response, next: NextFunction): void {
    // Somebody else answered while the verifier was asked: a time limit of the app's own.
    if (response.headersSent) return;
    if (!result.ok) {
      sendNodeResponse(result.response, request, response);
      return;
    }
    const { principal, headers } = result;
    for (const name of Object.keys(headers)) response.setHeader(name, headers[name] as string);
    setAuthContext(request, { principal, realm });
    request.lynk = principal;
    next();
  }

  return (request, response, next) => {
    // A throw is caught by Express. Version 4 does not look at promises.
    const result = authenticate(request);
    if (!isPromise(result)) {
      settle(result, request, response, next);
      return;
    }
    result.then((late) => settle(late, request, response, next)).catch(next);
  };
}
