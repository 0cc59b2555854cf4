import { createPermissionCheck } from '@lynk-auth/core/server';
import type { MiddlewareHandler } from 'hono';
import type { LynkAuthEnv } from './environment.ts';
import { refuse } from './refuse.ts';

/**
 * Lets only those pass who have all of the permissions: 403 to others, 401 to nobody (in optional
 * mode). Where `lynkAuth` did not run it is an error, so a 500: the route does not stand open.
 *
 * @param permissions What is needed: at least one.
 * @returns A middleware, for `app.use` or for a route. Behind it `c.var.lynk` is never `null`.
 * @throws {LynkConfigurationError} for an empty list, or a key that no header could carry.
 * @example
 * ```ts
 * import { requirePermission } from '@lynk-auth/hono';
 * import { Hono } from 'hono';
 *
 * const app = new Hono();
 * app.post('/sboms', requirePermission('update_sboms'), (c) => c.text('uploaded'));
 * ```
 */
export function requirePermission(...permissions: readonly string[]): MiddlewareHandler<LynkAuthEnv> {
  const check = createPermissionCheck(permissions);
  return async (c, next) => {
    const refusal = check(c);
    if (refusal !== null) return refuse(c, refusal);
    return next();
  };
}
