import type { Permission } from './permission.ts';
import type { Principal } from './principal.ts';

/**
 * Returns whether a principal has a permission. An anonymous request (`null`) has none.
 *
 * @param principal The principal.
 * @param permission The permission's key, for example `update_sboms`. Compared exactly.
 * @returns True only if the principal has it.
 * @example
 * ```ts
 * import { can, type Principal } from '@lynk-auth/core';
 * import { createErrorResponse, type HttpResponse } from '@lynk-auth/core/server';
 *
 * declare const principal: Principal;
 * declare const send: (response: HttpResponse) => void;
 *
 * if (!can(principal, 'update_sboms')) send(createErrorResponse('forbidden'));
 * ```
 */
export function can(principal: Principal | null | undefined, permission: Permission): boolean {
  return principal?.permissions.includes(permission) === true;
}
