import { SetMetadata } from '@nestjs/common';
import { PUBLIC_METADATA } from '../tokens.ts';

/**
 * Accepts requests without a token, with `null` as their principal. An invalid token is still rejected, and
 * `@RequirePermission` on the handler or on its class still requires a token.
 *
 * Requires the module option `optional: true`. Without it, the application does not start. A handler of messages
 * (`@MessagePattern`, `@EventPattern`) does not require the option, because messages carry no token.
 *
 * @returns A decorator for a handler or a class.
 * @example
 * ```ts
 * import { Public } from '@lynk-auth/nest';
 * import { Get } from '@nestjs/common';
 *
 * class StatusController {
 *   @Public()
 *   @Get('status')
 *   status() {
 *     return 'open';
 *   }
 * }
 * ```
 */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(PUBLIC_METADATA, true);
