import { type PrincipalAccessor, getPrincipal as read } from '@lynk-auth/core/server';
import type { Request } from 'express';

/**
 * Returns the principal of a request that `lynkAuth` let through. Unlike `request.lynk`, the result is
 * never `undefined`. In optional mode, pass `{ optional: true }`.
 *
 * @param request Express's request.
 * @param options `optional`: return `null` for a request without credentials. Default: `false`.
 * @returns The principal; `null` only with `optional`.
 * @throws {LynkConfigurationError} if `lynkAuth` did not run, or if the principal is `null` and `optional`
 *   is not set.
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
