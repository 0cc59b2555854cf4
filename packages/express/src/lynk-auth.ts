import {
  type Authentication,
  createRequestAuthenticator,
  isPromise,
  type PluginOptions,
  readNodeRequest,
  sendNodeAnswer,
  setSession,
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
 * app.use('/api', lynkAuth({ verifier }));
 */
export function lynkAuth(options: LynkAuthOptions): RequestHandler {
  const { realm, authenticate } = createRequestAuthenticator<Request>('lynkAuth', options, readNodeRequest);

  function settle(judged: Authentication, request: Request, response: Response, next: NextFunction): void {
    // Somebody else answered while the verifier was asked: a time limit of the app's own.
    if (response.headersSent) return;
    if (!judged.ok) {
      sendNodeAnswer(judged.answer, request, response);
      return;
    }
    const { principal, headers } = judged;
    for (const name of Object.keys(headers)) response.setHeader(name, headers[name] as string);
    setSession(request, { principal, realm });
    request.lynk = principal;
    next();
  }

  return (request, response, next) => {
    // A throw is caught by Express. Version 4 does not look at promises.
    const judged = authenticate(request);
    if (!isPromise(judged)) {
      settle(judged, request, response, next);
      return;
    }
    judged.then((late) => settle(late, request, response, next)).catch(next);
  };
}
