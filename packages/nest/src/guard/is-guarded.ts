import { Reflector } from '@nestjs/core';
import { readPermissions, type Target } from '../decorators/read-requirements.ts';
import { LynkAuthGuard } from './lynk-auth-guard.ts';

/** The metadata key of `@UseGuards`. */
const GUARDS = '__guards__';

const reflector = new Reflector();

/** Returns whether one class or method is decorated with `@RequirePermission` or `@UseGuards(LynkAuthGuard)`. */
export function isGuarded(target: Target): boolean {
  const guards = reflector.get<readonly unknown[] | undefined>(GUARDS, target) ?? [];
  return readPermissions(target).length > 0 || guards.includes(LynkAuthGuard);
}
