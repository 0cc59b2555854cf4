import type { Permissions } from '../../principal/permission.ts';
import { createPermissionCheck, type PermissionCheck } from './create-permission-check.ts';

/** `requirePermission` of a plugin. `Guard` is what the framework runs: a middleware or a hook. */
export interface RequirePermission<Guard> {
  /**
   * @param permissions The required permissions, at least one. The principal needs all of them.
   * @throws {LynkConfigurationError} if there is no permission, or one has characters that a header cannot hold.
   */
  (...permissions: Permissions): Guard;
  /**
   * @param permissions The accepted permissions, at least one. The principal needs one of them.
   * @throws {LynkConfigurationError} if there is no permission, or one has characters that a header cannot hold.
   */
  any(...permissions: Permissions): Guard;
}

/**
 * Creates `requirePermission` of a plugin.
 *
 * @param createGuard Creates the middleware or hook that runs a check.
 * @returns The function, with `any` for permissions of which one is enough.
 * @example
 * ```ts
 * import type { IncomingMessage, ServerResponse } from 'node:http';
 * import { createPermissionGuard, sendNodeResponse } from '@lynk-auth/core/server';
 *
 * const requirePermission = createPermissionGuard(
 *   (check) => (request: IncomingMessage, response: ServerResponse, next: () => void) => {
 *     const refusal = check(request);
 *     if (refusal === null) next();
 *     else sendNodeResponse(refusal, request, response);
 *   },
 * );
 * const editor = requirePermission.any('view_sboms', 'update_sboms');
 * ```
 */
export function createPermissionGuard<Guard>(
  createGuard: (check: PermissionCheck) => Guard,
): RequirePermission<Guard> {
  return Object.assign((...permissions: Permissions) => createGuard(createPermissionCheck(permissions)), {
    any: (...permissions: Permissions) => createGuard(createPermissionCheck(permissions, 'any')),
  });
}
