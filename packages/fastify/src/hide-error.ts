/**
 * Wraps an error in one with a neutral message, because Fastify's default error handler sends the message
 * to the client. Logs and the application's error handlers find the original as its `cause`.
 */
export function hideError(cause: unknown): Error {
  return new Error('Internal Server Error', { cause });
}
