import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { GUARD } from './tokens.ts';

/** What `@RequirePermission` brings along: the guard of the application, so that whoever replaces that replaces both. */
@Injectable()
export class HandlerGuard implements CanActivate {
  constructor(@Inject(GUARD) private readonly guard: CanActivate) {}

  canActivate(context: ExecutionContext): ReturnType<CanActivate['canActivate']> {
    return this.guard.canActivate(context);
  }
}
