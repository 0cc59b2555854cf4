import 'reflect-metadata';
import { contractVerifier } from '@lynk-auth/conformance';
import type { TokenVerifier } from '@lynk-auth/core/server';
import {
  LYNK_AUTH_OPTIONS,
  LynkAuthGuard,
  LynkAuthModule,
  type LynkAuthOptions,
  type LynkAuthOptionsFactory,
  RequirePermission,
} from '@lynk-auth/nest';
import { authenticateHandshakes } from '@lynk-auth/nest/websockets';
import {
  Controller,
  type DynamicModule,
  Get,
  Inject,
  Injectable,
  Module,
  type Provider,
  Scope,
  type Type,
} from '@nestjs/common';
import {
  ContextIdFactory,
  type ContextIdStrategy,
  HttpAdapterHost,
  LazyModuleLoader,
  NestFactory,
  REQUEST,
} from '@nestjs/core';
import { WsAdapter } from '@nestjs/platform-ws';
import { Test } from '@nestjs/testing';
import type { Platform } from '../create-project.ts';
import { createAdapter } from './create-adapter.ts';
import { type Listening, listen } from './listen.ts';

/** The handlers that ran. */
export const reached: string[] = [];

@Controller()
class HandlersController {
  @Get('plain')
  plain() {
    reached.push('plain');
    return 'plain';
  }

  @RequirePermission('update_sboms')
  @Get('permission')
  permission() {
    reached.push('permission');
    return 'permission';
  }
}

/** Adds a route without a handler of Nest. */
@Injectable()
class RawRoutes {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  onModuleInit() {
    this.host.httpAdapter?.getInstance().get('/raw', (_: unknown, response: { send(body: string): void }) => {
      reached.push('raw');
      response.send('raw');
    });
  }
}

const create = (): LynkAuthOptions => ({ verifier: contractVerifier });

class Factory implements LynkAuthOptionsFactory {
  createLynkAuthOptions = create;
}

@Injectable({ scope: Scope.REQUEST })
class RequestScopedFactory extends Factory {}

@Injectable({ scope: Scope.REQUEST, durable: true })
class DurableFactory extends Factory {}

@Injectable({ scope: Scope.TRANSIENT })
class TransientFactory extends Factory {}

@Injectable()
class FactoryOfRequest extends Factory {
  constructor(@Inject(REQUEST) readonly request: unknown) {
    super();
  }
}

@Injectable()
class FactoryWithProperty extends Factory {
  @Inject(REQUEST) readonly request: unknown;
}

@Injectable({ scope: Scope.TRANSIENT })
class TransientFactoryOfRequest extends FactoryOfRequest {}

const provided: Provider[] = [
  RequestScopedFactory,
  DurableFactory,
  TransientFactory,
  FactoryOfRequest,
  TransientFactoryOfRequest,
  { provide: 'REQUEST_SCOPED', scope: Scope.REQUEST, useFactory: () => contractVerifier },
  { provide: 'OF_REQUEST_SCOPED', inject: ['REQUEST_SCOPED'], useFactory: (verifier: object) => verifier },
  { provide: 'ALIAS', useExisting: 'OF_REQUEST_SCOPED' },
  { provide: 'TRANSIENT', scope: Scope.TRANSIENT, useFactory: () => contractVerifier },
];

@Module({ providers: [...provided], exports: provided.map((each) => Object(each).provide ?? each) })
class ProvidersModule {}

const imports = [ProvidersModule];
const useFactory = (verifier: TokenVerifier) => ({ verifier });

type AsyncOptions = Parameters<typeof LynkAuthModule.forRootAsync>[0];

/** Options behind which something is request-scoped. */
export const requestScoped = {
  'the injected REQUEST': { inject: [REQUEST], useFactory: create },
  'the optional REQUEST': { inject: [{ token: REQUEST, optional: true }], useFactory: create },
  'a request-scoped provider': { imports, inject: ['REQUEST_SCOPED'], useFactory },
  'a provider that depends on a request-scoped one': { imports, inject: ['OF_REQUEST_SCOPED'], useFactory },
  'an alias of a request-scoped provider': { imports, inject: ['ALIAS'], useFactory },
  'a request-scoped useClass': { useClass: RequestScopedFactory },
  'a durable useClass': { useClass: DurableFactory },
  'a useClass that injects REQUEST': { useClass: FactoryOfRequest },
  'a useClass with REQUEST as a property': { useClass: FactoryWithProperty },
  'a transient useClass that injects REQUEST': { useClass: TransientFactoryOfRequest },
  'a request-scoped useExisting': { imports, useExisting: RequestScopedFactory },
  'a durable useExisting': { imports, useExisting: DurableFactory },
  'a transient useExisting that injects REQUEST': { imports, useExisting: TransientFactoryOfRequest },
} satisfies Record<string, AsyncOptions>;

/** Options that exist when the application starts. */
export const staticOptions = {
  'a transient provider': { imports, inject: ['TRANSIENT'], useFactory },
  'a transient useClass': { useClass: TransientFactory },
  'a transient useExisting': { imports, useExisting: TransientFactory },
  'an optional provider that is missing': {
    inject: [{ token: 'MISSING', optional: true }],
    useFactory: (verifier: TokenVerifier = contractVerifier) => ({ verifier }),
  },
} satisfies Record<string, AsyncOptions>;

const cases: Readonly<Record<string, AsyncOptions>> = { ...requestScoped, ...staticOptions };

const createAuth = (name: string, globalGuard: boolean): DynamicModule =>
  LynkAuthModule.forRootAsync({ ...cases[name], globalGuard });

const metadata = (auth: DynamicModule) => ({
  imports: [auth],
  controllers: [HandlersController],
  providers: [RawRoutes],
});

class AppModule {}
const rootModule = (auth: DynamicModule): DynamicModule => ({ module: AppModule, ...metadata(auth) });

const quiet = { logger: false, abortOnError: false, forceCloseConnections: true } as const;

/** Starts an application with these options behind `forRootAsync`. */
export const start = (platform: Platform, name: string, globalGuard = true): Promise<Listening> =>
  listen(platform, metadata(createAuth(name, globalGuard)));

/** Starts an application whose dynamic module is imported as another class. */
export const startRenamed = (platform: Platform, name: string): Promise<Listening> => {
  class AuthModule {}
  return listen(platform, metadata({ ...createAuth(name, true), module: AuthModule }));
};

/** What an application imports without options. */
export const withoutOptions = {
  'the class': () => LynkAuthModule,
  'the class as a dynamic module': () => ({ module: LynkAuthModule }),
  'a module that imports and exports the class': () => {
    class FeatureModule {}
    return { module: FeatureModule, imports: [LynkAuthModule], exports: [LynkAuthModule] };
  },
} satisfies Record<string, () => Type | DynamicModule>;

@Controller('open')
class OpenController {
  @Get()
  open() {
    reached.push('open');
    return 'open';
  }
}

/** Starts an application that imports the module without options, or beside the configured module. */
export const startWithoutOptions = (
  platform: Platform,
  name: keyof typeof withoutOptions,
  configured: readonly DynamicModule[] = [],
): Promise<Listening> =>
  listen(platform, { imports: [...configured, withoutOptions[name]()], controllers: [OpenController] });

/** The configured module. */
export const createConfigured = (): DynamicModule => LynkAuthModule.forRoot({ verifier: contractVerifier });

/** Starts an application whose context ids are durable. */
export async function startDurable(platform: Platform, name: string): Promise<Listening> {
  const payload = { tenant: 'acme' };
  const root = ContextIdFactory.create();
  const strategy: ContextIdStrategy = {
    attach: (contextId) => ({
      payload,
      resolve: (info) => (info.isTreeDurable ? root : contextId),
    }),
  };
  ContextIdFactory.apply(strategy);
  try {
    return await start(platform, name);
  } finally {
    ContextIdFactory.apply({ attach: (contextId) => () => contextId });
  }
}

/** Starts an application that authenticates the handshakes of gateways. */
export const startWithHandshakes = (platform: Platform, name: string): Promise<Listening> =>
  listen(platform, metadata(createAuth(name, true)), (app) => {
    app.useWebSocketAdapter(authenticateHandshakes(app, new WsAdapter(app)));
  });

/** Creates an application context, which has no server. */
export async function startContext(name: string): Promise<void> {
  const context = await NestFactory.createApplicationContext(rootModule(createAuth(name, true)), quiet);
  await context.close();
}

/** Initializes a testing module and the application that it creates. */
export async function startTesting(
  platform: Platform,
  overridden: 'options' | 'guard' | 'none',
): Promise<Listening> {
  const builder = Test.createTestingModule(metadata(LynkAuthModule.forRootAsync({ useFactory: create })));
  if (overridden === 'options')
    builder.overrideProvider(LYNK_AUTH_OPTIONS).useFactory({ inject: [REQUEST], factory: create });

  @Injectable()
  class GuardOfRequest {
    @Inject(REQUEST) readonly request: unknown;
    canActivate = () => true;
  }
  if (overridden === 'guard') builder.overrideProvider(LynkAuthGuard).useClass(GuardOfRequest);

  const module = await builder.compile();
  const app = module.createNestApplication(createAdapter(platform), quiet);
  try {
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await app.close();
    throw error;
  }
  return { app, address: `http://127.0.0.1:${app.getHttpServer().address().port}` };
}

/** Creates two applications from one testing module and initializes the second one. */
export async function startSecondOfTestingModule(platform: Platform): Promise<void> {
  const auth = LynkAuthModule.forRoot({ verifier: contractVerifier });
  const module = await Test.createTestingModule(metadata(auth)).compile();
  module.createNestApplication(createAdapter(platform), quiet);
  const app = module.createNestApplication(createAdapter(platform), quiet);
  try {
    await app.init();
  } finally {
    await app.close();
  }
}

/** Loads a module lazily into a running application. */
export async function loadLazily(
  platform: Platform,
  what: 'auth' | 'a module that imports auth' | 'a controller',
  withAuth: boolean,
): Promise<Listening> {
  const auth = () => LynkAuthModule.forRoot({ verifier: contractVerifier });
  class LazyModule {}
  const lazy: Record<typeof what, () => DynamicModule> = {
    auth,
    'a module that imports auth': () => ({ module: LazyModule, imports: [auth()] }),
    'a controller': () => ({ module: LazyModule, controllers: [LazyController] }),
  };
  const listening = await listen(platform, { imports: withAuth ? [auth()] : [] });
  try {
    await listening.app.get(LazyModuleLoader).load(async () => lazy[what]());
  } catch (error) {
    await listening.app.close();
    throw error;
  }
  return listening;
}

@Controller('lazy')
class LazyController {
  @Get()
  lazy() {
    reached.push('lazy');
    return 'lazy';
  }

  @RequirePermission('update_sboms')
  @Get('permission')
  permission() {
    reached.push('lazy');
    return 'lazy';
  }
}

/** Sends requests to the server of an application that was created but not initialized. */
export async function startUninitialized(platform: Platform, name: string): Promise<Listening> {
  const app = await NestFactory.create(rootModule(createAuth(name, true)), createAdapter(platform), quiet);
  const instance = app.getHttpAdapter().getInstance();
  instance.get('/raw', (_: unknown, response: { send(body: string): void }) => {
    reached.push('raw');
    response.send('raw');
  });
  await (platform === 'express'
    ? new Promise<void>((resolve) => app.getHttpServer().listen(0, '127.0.0.1', resolve))
    : instance.listen({ port: 0, host: '127.0.0.1' }));
  return { app, address: `http://127.0.0.1:${app.getHttpServer().address().port}` };
}
