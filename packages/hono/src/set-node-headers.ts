import type { Context } from 'hono';

/** Node's response, which `@hono/node-server` passes in `c.env`. On Workers, a binding may have that name. */
interface NodeLike {
  readonly outgoing?: {
    readonly headersSent?: unknown;
    setHeader?(name: string, value: string): unknown;
  };
}

/**
 * Sets headers on Node's response, if there is one. Node sends them with Hono's response, unless that has a
 * header of the same name. A header set through Hono would cost as much as the whole authentication, because the
 * first one makes `@hono/node-server` leave its fast path.
 *
 * @param c The context of a request.
 * @param headers The headers.
 * @returns Whether the headers are set. `false` for a request that the application created (`app.request` with
 *   the same environment), because Node's response belongs to another request.
 */
export function setNodeHeaders(c: Context, headers: Readonly<Record<string, string>>): boolean {
  const { outgoing } = (c.env ?? {}) as NodeLike;
  const isCreatedByApp = Object.getPrototypeOf(c.req.raw) === Request.prototype;
  if (isCreatedByApp || outgoing?.headersSent !== false || typeof outgoing.setHeader !== 'function')
    return false;
  for (const name of Object.keys(headers)) outgoing.setHeader(name, headers[name] as string);
  return true;
}
