import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type AppSettings,
  contractVerifier,
  type PluginSettings,
  type RunningPlugin,
} from '@lynk-auth/conformance';
import type { Principal } from '@lynk-auth/core';
import { CurrentPrincipal, LynkAuthModule, Public, RequirePermission } from '@lynk-auth/nest';
import { All, Controller, Module, Req, UseInterceptors } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Platform } from '../stage.ts';
import { BytesInterceptor } from './bytes-interceptor.ts';
import { createAdapter } from './create-adapter.ts';

/** The contract's app on Nest, as its users would write it. */
export const start = (platform: Platform, { cors = false, ...settings }: PluginSettings & AppSettings) =>
  startWith(platform, { verifier: contractVerifier, ...settings }, cors);

/** The same with any options at all. */
export async function startWith(platform: Platform, options: unknown, cors = false): Promise<RunningPlugin> {
  let handled = 0;
  const isOptional = Object(options).optional === true;

  @Controller()
  class ContractController {
    @(isOptional ? Public() : () => {})
    @All('whoami')
    whoami(@CurrentPrincipal({ optional: true }) principal: Principal | null) {
      handled += 1;
      return { principal };
    }

    @RequirePermission('view_organization')
    @All('organization')
    organization(@CurrentPrincipal() principal: Principal) {
      handled += 1;
      return { principal };
    }

    @RequirePermission('update_sboms')
    // Behind the guard, as uploads are in Nest.
    @UseInterceptors(BytesInterceptor)
    @All('sboms')
    sboms(@Req() { bytes }: { bytes: number }) {
      handled += 1;
      return { received: bytes };
    }

    @RequirePermission('view_organization')
    @All('unguarded')
    unguarded() {
      handled += 1;
      return {};
    }

    @All('handled')
    handled() {
      return { handled };
    }
  }

  @Module({ imports: [LynkAuthModule.forRoot(options as never)], controllers: [ContractController] })
  class AppModule {}

  const adapter = createAdapter(platform);
  // The adapter of Express asks in the order in which it was told.
  if (cors) adapter.enableCors({ origin: '*' });
  const app = await withoutPlugin(adapter, '/unguarded', () =>
    NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
      logger: false,
      abortOnError: false,
      forceCloseConnections: true,
      bodyParser: false,
    }),
  );
  if (platform === 'express') adapter.getInstance().disable('x-powered-by');
  else
    adapter.getInstance().addContentTypeParser('*', (_: unknown, _body: unknown, done: () => void) => done());
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { port, close: () => app.close() };
}

/** Nothing in Nest gets past the middleware of the module; for one path it is taken out of the way by hand. */
async function withoutPlugin<T>(
  adapter: AbstractHttpAdapter,
  path: string,
  create: () => Promise<T>,
): Promise<T> {
  const use = adapter.use;
  adapter.use = (middleware: Middleware) =>
    use.call(adapter, (...[request, response, next]: Parameters<Middleware>) =>
      request.url?.startsWith(path) ? next() : middleware(request, response, next),
    );
  try {
    return await create();
  } finally {
    adapter.use = use;
  }
}

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
