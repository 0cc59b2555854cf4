import 'reflect-metadata';
import { createRequire } from 'node:module';
import { contractVerifier } from '@lynk-auth/conformance';
import type { Principal } from '@lynk-auth/core';
import * as esm from '@lynk-auth/nest';
import { type ArgumentsHost, Catch, Controller, type ExceptionFilter, Get, UseFilters } from '@nestjs/common';
import type { Platform } from '../create-project.ts';
import { listen } from './listen.ts';

const cjs: typeof esm = createRequire(import.meta.url)('@lynk-auth/nest');

/** Whether the ESM and the CJS copy are different. */
export const hasTwoCopies = esm.LynkAuthGuard !== cjs.LynkAuthGuard;

/** Starts an application with the module of one copy of the package and the decorators of the other. */
export function start(platform: Platform, format: 'esm' | 'cjs') {
  const [one, other] = format === 'esm' ? [esm, cjs] : [cjs, esm];

  @Catch(other.LynkAuthException)
  class OwnFilter implements ExceptionFilter {
    catch(exception: esm.LynkAuthException, host: ArgumentsHost) {
      host.switchToHttp().getResponse().status(exception.getStatus()).send({ caught: exception.code });
    }
  }

  @Controller()
  class MixedController {
    @other.RequirePermission('view_organization')
    @Get('organization')
    organization(@other.CurrentPrincipal() { tokenId }: Principal) {
      return { tokenId };
    }

    @UseFilters(OwnFilter)
    @other.RequirePermission('delete_sboms')
    @Get('filtered')
    filtered() {
      return 'filtered';
    }

    @other.Public()
    @Get('public')
    open(@other.CurrentPrincipal({ optional: true }) principal: Principal | null) {
      return { principal };
    }
  }

  return listen(platform, {
    imports: [one.LynkAuthModule.forRoot({ verifier: contractVerifier, optional: true })],
    controllers: [MixedController],
  });
}
