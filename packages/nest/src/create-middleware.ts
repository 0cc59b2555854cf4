import { isPromise } from '@lynk-auth/core/internal';
import {
  type Authentication,
  type RequestAuthenticator,
  sendNodeResponse,
  setAuthContext,
} from '@lynk-auth/core/server';
import type { NodeRequest, NodeResponse } from './node-exchange.ts';

/** As both adapters call it: with Node's own request and response, or with what extends them. */
export type Middleware = (
  request: NodeRequest,
  response: NodeResponse,
  next: (error?: unknown) => void,
) => void;

/** Makes what stands ahead of everything else: who is refused here is answered before the body is read. */
export function createMiddleware({ realm, authenticate }: RequestAuthenticator<NodeRequest>): Middleware {
  return (request, response, next) => {
    const settle = (result: Authentication) => {
      // Somebody else answered while the verifier was asked, or nobody waits any more.
      if (response.headersSent || response.destroyed) return;
      if (!result.ok) return sendNodeResponse(result.response, request, response);
      setAuthContext(request, { principal: result.principal, realm });
      for (const name in result.headers) response.setHeader(name, result.headers[name] as string);
      next();
    };
    let result: Authentication | Promise<Authentication>;
    try {
      result = authenticate(request);
    } catch (error) {
      return next(error);
    }
    if (isPromise(result)) result.then(settle, next);
    else settle(result);
  };
}
