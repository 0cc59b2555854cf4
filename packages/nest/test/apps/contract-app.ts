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
import type { Platform } from '../create-project.ts';
import { BytesInterceptor } from './bytes-interceptor.ts';
import { createAdapter } from './create-adapter.ts';

/** Starts the app that the plugin contract sends requests to, as a Nest user would write it. */
export const start = (platform: Platform, { cors = false, ...settings }: PluginSettings & AppSettings) =>
  startWith(platform, { verifier: contractVerifier, ...settings }, cors);

/** Starts the same app with arbitrary options of the module. */
export async function startWith(platform: Platform, options: unknown, cors = false): Promise<RunningPlugin> {
  let handled = 0;
  const own = { optional: false, ...Object(options) };
  const isOptional = own.optional === true;

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

    @RequirePermission.any('update_sboms', 'delete_sboms')
    @All('drafts')
    drafts(@CurrentPrincipal() principal: Principal) {
      handled += 1;
      return { principal };
    }

    @RequirePermission('update_sboms')
    // After the guard, where Nest applications read uploads.
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
  // Express runs middlewares in the order of registration, so CORS comes first.
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

/** Bypasses the module's middleware for one path, which a Nest application cannot do by itself. */
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
