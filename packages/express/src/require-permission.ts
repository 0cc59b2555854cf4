import { createPermissionCheck, sendNodeResponse } from '@lynk-auth/core/server';
import type { RequestHandler } from 'express';

/**
 * Makes the middleware that authorizes: whoever lacks one of the permissions is refused (403, and 401
 * where optional mode let nobody in).
 *
 * @param permissions What is needed, all of it: at least one.
 * @returns The middleware. Where `lynkAuth` did not run before, it throws: Express answers 500.
 * @throws {LynkConfigurationError} for an empty list, or a key that no header could carry.
 * @example
 * ```ts
 * import { requirePermission } from '@lynk-auth/express';
 * import express from 'express';
 *
 * const app = express();
 * app.post('/sboms', requirePermission('update_sboms'), (request, response) => response.json({}));
 * ```
 */
export function requirePermission(...permissions: readonly string[]): RequestHandler {
  const check = createPermissionCheck(permissions);
  return (request, response, next) => {
    const refusal = check(request);
    if (refusal === null) next();
    else sendNodeResponse(refusal, request, response);
  };
}
