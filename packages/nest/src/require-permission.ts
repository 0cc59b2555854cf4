import { assertPermissions } from '@lynk-auth/core/internal';
import { SetMetadata, UseGuards } from '@nestjs/common';
import { permissionsOf, type Target } from './demand-of.ts';
import { HandlerGuard } from './handler-guard.ts';
import { PERMISSIONS_METADATA } from './tokens.ts';

/**
 * Asks for permissions, all of them, on a handler or on a class: what the class asks for and what the
 * handler asks for are both needed. It brings the guard along, so that it holds without the global one too.
 *
 * In GraphQL it may stand on fields as well (`@ResolveField`): what the whole operation needs is checked
 * before any of it runs.
 *
 * @param permissions At least one: `update_sboms`.
 * @returns A decorator of a handler, a resolver, or a class of them.
 * @throws {LynkConfigurationError} for an empty list, or a key that no header could carry.
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
export function RequirePermission(...permissions: readonly string[]): ClassDecorator & MethodDecorator {
  assertPermissions('RequirePermission', permissions);
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor): void => {
    const decorated = (descriptor?.value ?? target) as Target;
    const all = [...new Set([...permissionsOf(decorated), ...permissions])];
    const decorators = [SetMetadata(PERMISSIONS_METADATA, all), UseGuards(HandlerGuard)];
    for (const decorate of decorators) {
      if (key !== undefined && descriptor !== undefined)
        (decorate as MethodDecorator)(target, key, descriptor);
      else (decorate as ClassDecorator)(decorated as never);
    }
  };
}
