import {
  type Authentication,
  createRequestAuthenticator,
  type PluginOptions,
  readNodeRequest,
  sendNodeResponse,
  setAuthContext,
} from '@lynk-auth/core/server';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Options of {@link lynkAuth}. */
export type LynkAuthOptions = PluginOptions<Request>;

/**
 * Creates the middleware that authenticates requests. It sets `request.lynk` to the principal and rejects
 * every other request before its body is read. Mount it before the body parsers and after CORS, because a
 * preflight carries no token.
 *
 * @param options The verifier, the realm, optional mode, the time limit and how to find the client's address.
 * @returns The middleware. It passes errors of the verifier to Express's error handlers.
 * @throws {LynkConfigurationError} if an option is unknown or invalid.
 * @example
 * ```ts
 * import type { TokenVerifier } from '@lynk-auth/core/server';
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
  const { realm, formatError, authenticate } = createRequestAuthenticator<Request>(
    'lynkAuth',
    options,
    readNodeRequest,
  );

  function respondOrContinue(
    result: Authentication,
    request: Request,
    response: Response,
    next: NextFunction,
  ): void {
    // The app has responded while the verifier ran, for example because of its own time limit.
    if (response.headersSent) return;
    if (!result.ok) {
      sendNodeResponse(result.response, request, response);
      return;
    }
    const { principal, headers } = result;
    for (const name of Object.keys(headers)) response.setHeader(name, headers[name] as string);
    setAuthContext(request, { principal, realm, formatError });
    request.lynk = principal;
    next();
  }

  return (request, response, next) => {
    // Express catches a throw, but version 4 ignores the promise that a middleware returns.
    const result = authenticate(request);
    if (!('then' in result)) {
      respondOrContinue(result, request, response, next);
      return;
    }
    result.then((settled) => respondOrContinue(settled, request, response, next)).catch(next);
  };
}
