import { discardRequestBody, type HttpResponse, type IncomingLike, toResponse } from '@lynk-auth/core/server';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Node's request, which `@hono/node-server` passes in `c.env`. On Workers, a binding may have that name. */
interface NodeLike {
  readonly incoming?: IncomingLike;
}

/** A rejected request. Its response has the headers of the wire contract. */
class RefusalException extends HTTPException {
  readonly #incoming: IncomingLike | undefined;

  constructor(c: Context, { status, headers, body }: HttpResponse) {
    // Hono removes the body of a HEAD response, and runtimes would then send a Content-Length of 0.
    const length =
      c.req.raw.method === 'HEAD'
        ? { 'Content-Length': String(new TextEncoder().encode(body).length) }
        : undefined;
    const res = toResponse({ status, headers: { ...headers, ...length }, body });
    super(status as ContentfulStatusCode, { res, message: `The request was rejected with ${status}` });
    this.#incoming = ((c.env ?? {}) as NodeLike).incoming;
  }

  // Not earlier: `some` of `hono/combine` may let the request pass, and its body is then needed.
  override getResponse(): Response {
    const response = super.getResponse();
    const incoming = this.#incoming;
    if (incoming?.headers && incoming.socket && discardRequestBody(incoming)) {
      response.headers.set('Connection', 'close');
    }
    return response;
  }
}

/**
 * Creates the exception that rejects a request, as Hono's own middlewares do. Hono's default error handler sends its
 * response, together with the headers that other middlewares have set, for example CORS.
 */
export const createRefusal = (c: Context, refusal: HttpResponse): HTTPException =>
  new RefusalException(c, refusal);
