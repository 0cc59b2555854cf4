import { type PrincipalAccessor, getPrincipal as read } from '@lynk-auth/core/server';
import type { Context } from 'hono';

/**
 * Returns the principal of a request that `lynkAuth` let through. Unlike `c.var.lynk`, it throws if
 * `lynkAuth` did not run. In optional mode, pass `{ optional: true }`.
 *
 * @param c Hono's context.
 * @param options `optional`: return `null` for a request without credentials. Default: `false`.
 * @returns The principal; `null` only with `optional`.
 * @throws {LynkConfigurationError} if `lynkAuth` did not run, or if the principal is `null` and `optional`
 *   is not set.
 * @example
 * ```ts
 * import { getPrincipal } from '@lynk-auth/hono';
 * import { Hono } from 'hono';
 *
 * const app = new Hono();
 * app.get('/whoami', (c) => c.json(getPrincipal(c)));
 * ```
 */
export const getPrincipal: PrincipalAccessor<Context> = read;
