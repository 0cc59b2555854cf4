import { SetMetadata } from '@nestjs/common';
import { PUBLIC_METADATA } from './tokens.ts';

/**
 * Lets nobody ask too: a request without a token reaches the handler. A bad token is refused all the
 * same, and `@RequirePermission` on the handler or on its class still asks for one.
 *
 * Needs `optional: true` in the module; without it the application does not start.
 *
 * @returns A decorator of a handler or of a class.
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
