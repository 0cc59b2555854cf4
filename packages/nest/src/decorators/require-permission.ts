// The decorators for controllers, resolvers and gateways, and what the guard reads of them.
import { assertPermissions } from '@lynk-auth/core/internal';
import type { Permissions, RequirePermission as RequirePermissionOf } from '@lynk-auth/core/server';
import { SetMetadata, UseGuards } from '@nestjs/common';
import { HandlerGuard } from '../guard/handler-guard.ts';
import { PERMISSIONS_METADATA } from '../tokens.ts';
import { type Alternatives, joinPermissions, readPermissions, type Target } from './read-requirements.ts';

/**
 * Requires permissions on a handler or a class. The principal needs all permissions of the class and of the
 * handler. Of the permissions of `@RequirePermission.any(…)` it needs one. The decorator applies the guard itself, so it
 * works without the global guard too.
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
 * import { Get, Post } from '@nestjs/common';
 *
 * class SbomsController {
 *   @RequirePermission('update_sboms')
 *   @Post('sboms')
 *   upload() {
 *     return 'uploaded';
 *   }
 *
 *   @RequirePermission.any('view_sboms', 'update_sboms')
 *   @Get('sboms/drafts')
 *   drafts() {
 *     return [];
 *   }
 * }
 * ```
 */
export const RequirePermission: RequirePermissionOf<ClassDecorator & MethodDecorator> =
  /* @__PURE__ */ Object.assign(
    (...permissions: Permissions) => {
      assertPermissions('RequirePermission', permissions);
      return decorate(permissions.map((permission) => [permission]));
    },
    {
      any(...permissions: Permissions) {
        assertPermissions('RequirePermission.any', permissions);
        return decorate([[...new Set(permissions)]]);
      },
    },
  );

function decorate(permissions: readonly Alternatives[]): ClassDecorator & MethodDecorator {
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor): void => {
    const decorated = (descriptor?.value ?? target) as Target;
    const all = joinPermissions(readPermissions(decorated), permissions);
    const decorators = [SetMetadata(PERMISSIONS_METADATA, all), UseGuards(HandlerGuard)];
    for (const decorator of decorators) {
      if (key !== undefined && descriptor !== undefined)
        (decorator as MethodDecorator)(target, key, descriptor);
      else (decorator as ClassDecorator)(decorated as never);
    }
  };
}
