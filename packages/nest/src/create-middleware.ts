import {
  type Authentication,
  isPromise,
  type RequestAuthenticator,
  sendNodeAnswer,
  setSession,
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
    const settle = (judged: Authentication) => {
      // Somebody else answered while the verifier was asked, or nobody waits any more.
      if (response.headersSent || response.destroyed) return;
      if (!judged.ok) return sendNodeAnswer(judged.answer, request, response);
      setSession(request, { principal: judged.principal, realm });
      for (const name in judged.headers) response.setHeader(name, judged.headers[name] as string);
      next();
    };
    let judged: Authentication | Promise<Authentication>;
    try {
      judged = authenticate(request);
    } catch (error) {
      return next(error);
    }
    if (isPromise(judged)) judged.then(settle, next);
    else settle(judged);
  };
}
