import { type PrincipalAccessor, getPrincipal as read } from '@lynk-auth/core/server';
import type { Request } from 'express';

/**
 * Reads who asks, where `lynkAuth` must have run: its type is never `undefined`, other than that of
 * `request.lynk`. Behind `lynkAuth({ optional: true })`, ask with `{ optional: true }`.
 *
 * @param request Express's request.
 * @param options `optional`: whether nobody is an answer too. Default: `false`.
 * @returns The principal; with `optional` also `null`.
 * @throws {LynkConfigurationError} where `lynkAuth` did not run, or there is nobody and `optional` is not set.
 * @example
 * ```ts
 * import { getPrincipal } from '@lynk-auth/express';
 * import express from 'express';
 *
 * const app = express();
 * app.get('/me', (request, response) => response.json(getPrincipal(request)));
 * ```
 */
export const getPrincipal: PrincipalAccessor<Request> = read;
