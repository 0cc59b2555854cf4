import type { Context } from 'hono';

/** What `@hono/node-server` hands to Hono besides Node's request; on Workers, a binding may have that name. */
interface NodeLike {
  readonly outgoing?: {
    readonly headersSent?: unknown;
    setHeader?(name: string, value: string): unknown;
  };
}

/**
 * Sets headers at Node's own answer, where there is one. They go out with whatever Hono answers, unless that has
 * one of the same name. A header of Hono's own would cost as much as all of the judgement, since with the first
 * one an answer leaves its fast path.
 *
 * @param c The context of a request.
 * @param headers The headers.
 * @returns Whether they are set. Not for a request that the application made (`app.request` with the same
 *   environment): Node's answer is another one's.
 */
export function setOnNode(c: Context, headers: Readonly<Record<string, string>>): boolean {
  const { outgoing } = (c.env ?? {}) as NodeLike;
  const isMade = Object.getPrototypeOf(c.req.raw) === Request.prototype;
  if (isMade || outgoing?.headersSent !== false || typeof outgoing.setHeader !== 'function') return false;
  for (const name of Object.keys(headers)) outgoing.setHeader(name, headers[name] as string);
  return true;
}
