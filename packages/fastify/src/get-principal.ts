import { type PrincipalAccessor, getPrincipal as read } from '@lynk-auth/core/server';
import type { FastifyRequest } from 'fastify';

/**
 * Reads who asks, where `lynkAuth` must have run: its type is never `undefined`, other than that of
 * `request.lynk`. Behind `lynkAuth` in optional mode, ask with `{ optional: true }`.
 *
 * @param request Fastify's request.
 * @param options `optional`: whether nobody is an answer too. Default: `false`.
 * @returns The principal; with `optional` also `null`.
 * @throws {LynkConfigurationError} where `lynkAuth` did not run, or there is nobody and `optional` is not set.
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
