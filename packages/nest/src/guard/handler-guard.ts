import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { GUARD } from '../tokens.ts';

/** The guard that `@RequirePermission` applies. It delegates to the application's guard, so a test replaces both at once. */
@Injectable()
export class HandlerGuard implements CanActivate {
  constructor(@Inject(GUARD) private readonly guard: CanActivate) {}

  canActivate(context: ExecutionContext): ReturnType<CanActivate['canActivate']> {
    return this.guard.canActivate(context);
  }
}
