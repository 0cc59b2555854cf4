import 'reflect-metadata';
import { contractVerifier } from '@lynk-auth/conformance';
import type { Principal } from '@lynk-auth/core';
import {
  CurrentPrincipal,
  getPrincipal,
  LynkAuthException,
  type LynkAuthExtras,
  LynkAuthGuard,
  LynkAuthModule,
  type LynkAuthOptions,
  Public,
  RequirePermission,
} from '@lynk-auth/nest';
import {
  type ArgumentsHost,
  type CallHandler,
  Catch,
  Controller,
  type DynamicModule,
  type ExceptionFilter,
  type ExecutionContext,
  Get,
  type HttpException,
  type NestInterceptor,
  UseFilters,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { APP_FILTER, BaseExceptionFilter, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Platform } from '../create-project.ts';
import { listen } from './listen.ts';

/** The exceptions that the filters received. */
export const caught: { by: string; name: string; code: unknown; status: number }[] = [];

const record = (by: string, exception: HttpException) =>
  caught.push({ by, name: exception.name, code: Object(exception).code, status: exception.getStatus() });

@Catch()
class EverythingFilter extends BaseExceptionFilter {
  override catch(exception: HttpException, host: ArgumentsHost) {
    record('everything', exception);
    super.catch(exception, host);
  }
}

@Catch(LynkAuthException)
class OwnResponseFilter implements ExceptionFilter<LynkAuthException> {
  catch(exception: LynkAuthException, host: ArgumentsHost) {
    record('own response', exception);
    const response = host.switchToHttp().getResponse();
    response.status(exception.getStatus()).send({ ownStatus: exception.errorResponse.status });
  }
}

class TenantInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler) {
    context.switchToHttp().getRequest().tenant = getPrincipal(context).organizationId;
    return next.handle();
  }
}

abstract class Base {
  @RequirePermission('update_sboms')
  @Get('inherited')
  inherited() {
    return 'inherited';
  }
}

@RequirePermission('view_organization')
@Controller('both')
class BothController extends Base {
  @RequirePermission('update_sboms')
  @Get()
  both() {
    return 'both';
  }

  @RequirePermission('update_sboms')
  @RequirePermission('delete_sboms')
  @Get('stacked')
  stacked() {
    return 'stacked';
  }

  @Get('one')
  one() {
    return 'one';
  }
}

@Controller('filtered')
class FilteredController {
  @UseFilters(OwnResponseFilter)
  @RequirePermission('delete_sboms')
  @Get()
  own() {
    return 'own';
  }

  @UseInterceptors(TenantInterceptor)
  @Get('tenant')
  tenant(@CurrentPrincipal() { organizationId }: Principal) {
    return organizationId;
  }
}

@Controller('plain')
class PlainController {
  @Get()
  plain(@CurrentPrincipal({ optional: true }) principal: Principal | null) {
    return { principal };
  }

  @UseGuards(LynkAuthGuard)
  @Get('guarded')
  guarded() {
    return 'guarded';
  }

  @RequirePermission('view_organization')
  @Get('permission')
  permission() {
    return 'permission';
  }
}

@Controller('public')
class PublicController {
  @Public()
  @Get()
  status(@CurrentPrincipal({ optional: true }) principal: Principal | null) {
    return { principal };
  }

  @Public()
  @Get('not-optional')
  notOptional(@CurrentPrincipal() principal: Principal) {
    return { principal };
  }

  @Public()
  @RequirePermission('view_organization')
  @Get('permission')
  permission() {
    return 'permission';
  }
}

@Public()
@Controller('public-class')
class PublicClassController {
  @Get()
  status() {
    return 'open';
  }
}

const controllers = [BothController, FilteredController, PlainController];

type Options = Partial<LynkAuthOptions & LynkAuthExtras>;

/** Starts an application with permissions, filters, interceptors and public handlers. */
export const start = (platform: Platform, options: Options = {}, filter?: 'used' | 'provided') =>
  listen(
    platform,
    {
      imports: [LynkAuthModule.forRoot({ verifier: contractVerifier, ...options })],
      controllers: [...controllers, ...(options.optional ? [PublicController, PublicClassController] : [])],
      providers: filter === 'provided' ? [{ provide: APP_FILTER, useClass: EverythingFilter }] : [],
    },
    (app) => {
      if (filter === 'used') app.useGlobalFilters(new EverythingFilter(app.getHttpAdapter()));
    },
  );

/** Starts an application with a public handler or class, but without optional mode. */
export const startPublic = (platform: Platform, target: 'method' | 'class') =>
  listen(platform, {
    imports: [LynkAuthModule.forRoot({ verifier: contractVerifier })],
    controllers: [target === 'class' ? PublicClassController : PublicController],
  });

/** Starts an application on Fastify with HTTP/2. */
export async function startHttp2() {
  class AppModule {}
  const imports = [LynkAuthModule.forRoot({ verifier: contractVerifier })];
  const app = await NestFactory.create(
    { module: AppModule, imports, controllers } as DynamicModule,
    new FastifyAdapter({ http2: true } as never),
    { logger: false },
  );
  await app.listen(0, '127.0.0.1');
  return app;
}

/** Starts an application on a Fastify adapter that accepts no middleware. */
export async function startWithoutMiddie() {
  class AppModule {}
  const imports = [LynkAuthModule.forRoot({ verifier: contractVerifier })];
  const adapter = new FastifyAdapter({ skipMiddie: true });
  const options = { logger: false, abortOnError: false } as const;
  const app = await NestFactory.create({ module: AppModule, imports } as DynamicModule, adapter, options);
  await app.init();
}
