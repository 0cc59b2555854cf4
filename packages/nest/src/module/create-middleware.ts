import { isPromise } from '@lynk-auth/core/internal';
import {
  type Authentication,
  type RequestAuthenticator,
  sendNodeResponse,
  setAuthContext,
} from '@lynk-auth/core/server';
import type { NodeRequest, NodeResponse } from '../node-exchange.ts';

/** A middleware as both adapters call it: with Node's request and response, or with objects that extend them. */
export type Middleware = (
  request: NodeRequest,
  response: NodeResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Creates the middleware that authenticates requests, before the body is read and before Nest's own middlewares.
 *
 * @param getAuthenticator Returns the authenticator. If it throws, the request fails and reaches no handler.
 */
export function createMiddleware(getAuthenticator: () => RequestAuthenticator<NodeRequest>): Middleware {
  return (request, response, next) => {
    let authenticator: RequestAuthenticator<NodeRequest>;
    const respondOrContinue = (result: Authentication) => {
      // While the verifier ran, the application has responded or the client has disconnected.
      if (response.headersSent || response.destroyed) return;
      if (!result.ok) return sendNodeResponse(result.response, request, response);
      const { realm, formatError } = authenticator;
      setAuthContext(request, { principal: result.principal, realm, formatError });
      for (const name in result.headers) response.setHeader(name, result.headers[name] as string);
      next();
    };
    let result: Authentication | Promise<Authentication>;
    try {
      authenticator = getAuthenticator();
      result = authenticator.authenticate(request);
    } catch (error) {
      return next(error);
    }
    if (isPromise(result)) result.then(respondOrContinue, next);
    else respondOrContinue(result);
  };
}
