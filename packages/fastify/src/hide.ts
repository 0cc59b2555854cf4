/**
 * What Fastify is told of an error: its own error handler would send the message of the original to
 * the client. That one is the `cause`, for logs and for handlers of the application's own.
 */
export function hide(cause: unknown): Error {
  return new Error('Internal Server Error', { cause });
}
