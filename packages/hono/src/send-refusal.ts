import type { HttpResponse } from '@lynk-auth/core/server';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Sends an error response, together with the headers that other middlewares have set, for example CORS. */
export function sendRefusal(c: Context, { status, headers, body }: HttpResponse): Response {
  // Hono removes the body of a HEAD response, and runtimes would then send a Content-Length of 0. The body is ASCII.
  if (c.req.raw.method === 'HEAD') c.header('Content-Length', String(body.length));
  return c.body(body, status as ContentfulStatusCode, headers);
}
