import { type PrincipalAccessor, getPrincipal as read } from '@lynk-auth/core/server';
import type { FastifyRequest } from 'fastify';

/**
 * Returns the principal of a request that `lynkAuth` let through. Unlike `request.lynk`, the result is
 * never `undefined`. In optional mode, pass `{ optional: true }`.
 *
 * @param request Fastify's request.
 * @param options `optional`: return `null` for a request without credentials. Default: `false`.
 * @returns The principal; `null` only with `optional`.
 * @throws {LynkConfigurationError} if `lynkAuth` did not run, or if the principal is `null` and `optional`
 *   is not set.
 * @example
 * ```ts
 * import { getPrincipal } from '@lynk-auth/fastify';
 * import { fastify } from 'fastify';
 *
 * const app = fastify();
 * app.get('/whoami', async (request) => getPrincipal(request));
 * ```
 */
export const getPrincipal: PrincipalAccessor<Pick<FastifyRequest, 'lynk'>> = read;
