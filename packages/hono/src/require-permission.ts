import { createPermissionGuard, type RequirePermission } from '@lynk-auth/core/server';
import type { MiddlewareHandler } from 'hono';
import { createRefusal } from './create-refusal.ts';
import type { LynkAuthEnv } from './lynk-auth-env.ts';

/**
 * Creates the middleware that authorizes requests. It responds with 403 if the principal lacks one of the
 * permissions, and with 401 if optional mode let the request through without credentials.
 *
 * `requirePermission.any(…)` accepts a principal that has one of the permissions.
 *
 * @param permissions The required permissions, at least one. The principal needs all of them.
 * @returns The middleware, for `app.use` or a route. After it, `c.var.lynk` is never `null`. If `lynkAuth` did
 *   not run before it, it throws and Hono responds with 500.
 * @throws {LynkConfigurationError} if there is no permission, or one has characters that a header cannot hold.
 * @example
 * ```ts
 * import { requirePermission } from '@lynk-auth/hono';
 * import { Hono } from 'hono';
 *
 * const app = new Hono();
 * app.post('/sboms', requirePermission('update_sboms'), (c) => c.text('uploaded'));
 * ```
 */
export const requirePermission: RequirePermission<MiddlewareHandler<LynkAuthEnv>> =
  /* @__PURE__ */ createPermissionGuard(
    (check): MiddlewareHandler<LynkAuthEnv> =>
      async (c, next) => {
        const refusal = check(c);
        if (refusal !== null) throw createRefusal(c, refusal);
        return next();
      },
  );
