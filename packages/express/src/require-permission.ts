import { createPermissionGuard, type RequirePermission, sendNodeResponse } from '@lynk-auth/core/server';
import type { RequestHandler } from 'express';

/**
 * Creates the middleware that authorizes requests. It responds with 403 if the principal lacks one of the
 * permissions, and with 401 if optional mode let the request through without credentials.
 *
 * `requirePermission.any(…)` accepts a principal that has one of the permissions.
 *
 * @param permissions The required permissions, at least one. The principal needs all of them.
 * @returns The middleware. If `lynkAuth` did not run before it, it throws and Express responds with 500.
 * @throws {LynkConfigurationError} if there is no permission, or one has characters that a header cannot hold.
 * @example
 * ```ts
 * import { requirePermission } from '@lynk-auth/express';
 * import express from 'express';
 *
 * const app = express();
 * app.post('/sboms', requirePermission('update_sboms'), (request, response) => response.json({}));
 * ```
 */
export const requirePermission: RequirePermission<RequestHandler> = /* @__PURE__ */ createPermissionGuard(
  (check): RequestHandler =>
    (request, response, next) => {
      const refusal = check(request);
      if (refusal === null) next();
      else sendNodeResponse(refusal, request, response);
    },
);
