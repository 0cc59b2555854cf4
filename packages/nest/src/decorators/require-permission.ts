// The decorators for controllers, resolvers and gateways, and what the guard reads of them.
import { assertPermissions } from '@lynk-auth/core/internal';
import type { Permissions } from '@lynk-auth/core/server';
import { SetMetadata, UseGuards } from '@nestjs/common';
import { HandlerGuard } from '../guard/handler-guard.ts';
import { PERMISSIONS_METADATA } from '../tokens.ts';
import { readPermissions, type Target } from './read-requirements.ts';

/**
 * Requires permissions on a handler or a class. The principal needs all permissions of the class and of the
 * handler. The decorator applies the guard itself, so it works without the global guard too.
 *
 * In GraphQL it can also decorate fields (`@ResolveField`). The permissions of the whole operation are checked
 * before any resolver runs.
 *
 * If the application has a document of `@nestjs/swagger`, the decorator adds the security scheme `bearer` and the
 * responses 401 and 403 to the operation.
 *
 * @param permissions The required permissions, at least one, for example `update_sboms`.
 * @returns A decorator for a handler, a resolver, or a class of handlers or resolvers.
 * @throws {LynkConfigurationError} if there is no permission, or one has characters that a header cannot hold.
 * @example
 * ```ts
 * import { RequirePermission } from '@lynk-auth/nest';
 * import { Post } from '@nestjs/common';
 *
 * class SbomsController {
 *   @RequirePermission('update_sboms')
 *   @Post('sboms')
 *   upload() {
 *     return 'uploaded';
 *   }
 * }
 * ```
 */
export function RequirePermission(...permissions: Permissions): ClassDecorator & MethodDecorator {
  assertPermissions('RequirePermission', permissions);
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor): void => {
    const decorated = (descriptor?.value ?? target) as Target;
    const all = [...new Set([...readPermissions(decorated), ...permissions])];
    const decorators = [SetMetadata(PERMISSIONS_METADATA, all), UseGuards(HandlerGuard)];
    for (const decorate of decorators) {
      if (key !== undefined && descriptor !== undefined)
        (decorate as MethodDecorator)(target, key, descriptor);
      else (decorate as ClassDecorator)(decorated as never);
    }
  };
}
