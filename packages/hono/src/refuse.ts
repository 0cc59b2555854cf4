import type { HttpResponse } from '@lynk-auth/core/server';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Sends a finished refusal, together with the headers that others have set: those of CORS, for one. */
export function refuse(c: Context, { status, headers, body }: HttpResponse): Response {
  // Of a HEAD, Hono takes the body away, and runtimes would then say that there was none. It is ASCII.
  if (c.req.raw.method === 'HEAD') c.header('Content-Length', String(body.length));
  return c.body(body, status as ContentfulStatusCode, headers);
}
