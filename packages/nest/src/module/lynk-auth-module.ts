// The module: its options, the middleware ahead of the body parsers, and the checks at start-up.
import { LynkConfigurationError, pluginOptionNames, readOwn, readOwnOptions } from '@lynk-auth/core/internal';
import {
  createRequestAuthenticator,
  type RequestAuthenticator,
  readNodeRequest,
} from '@lynk-auth/core/server';
import { type DynamicModule, Inject, Module, type OnModuleInit, type Provider } from '@nestjs/common';
import { APP_GUARD, ApplicationConfig, HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { ApolloPlugin } from '../graphql/apollo-plugin.ts';
import { OperationAuthorizer } from '../graphql/operation-authorizer.ts';
import { LynkAuthFilter } from '../guard/lynk-auth-filter.ts';
import { LynkAuthGuard } from '../guard/lynk-auth-guard.ts';
import type { NodeRequest } from '../node-exchange.ts';
import { AUTHENTICATOR, GLOBAL_GUARD, GUARD, LYNK_AUTH_OPTIONS, OPERATION_AUTHORIZER } from '../tokens.ts';
import { guardGateways } from '../websockets/guard-gateways.ts';
import { assertHandshakesAuthenticated, assertNothingPublic } from './assert-application.ts';
import { createMiddleware } from './create-middleware.ts';
import {
  assertExtras,
  createOptionsProviders,
  type LynkAuthAsyncOptions,
  type LynkAuthExtras,
  type LynkAuthOptions,
  readAsyncOptions,
} from './module-options.ts';

const createAuthenticator = (options: LynkAuthOptions) =>
  createRequestAuthenticator<NodeRequest>('LynkAuthModule', options, readNodeRequest);

/**
 * The module that authenticates every request of an application, before its body parsers, and guards its handlers.
 * Import it once, in the root module.
 */
@Module({})
export class LynkAuthModule implements OnModuleInit {
  /** Why the middleware could not be added. */
  private failure: { readonly cause: unknown } | undefined;

  constructor(
    @Inject(LYNK_AUTH_OPTIONS) private readonly options: LynkAuthOptions,
    @Inject(AUTHENTICATOR) authenticator: RequestAuthenticator<NodeRequest>,
    @Inject(OPERATION_AUTHORIZER) private readonly operationAuthorizer: OperationAuthorizer,
    @Inject(GLOBAL_GUARD) globalGuard: boolean,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(ApplicationConfig) private readonly config: ApplicationConfig,
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
  ) {
    // Before the application adds its own middlewares and body parsers. A testing module sets its adapter later.
    host.init$.subscribe(() => {
      try {
        host.httpAdapter?.use(createMiddleware(authenticator));
      } catch (cause) {
        this.failure = { cause };
      }
    });
    // Nest runs the first filter of its list last.
    config.useGlobalFilters(new LynkAuthFilter());
    if (globalGuard) guardGateways(modules);
  }

  /** @throws {LynkConfigurationError} if a decorator, a gateway or the adapter does not fit the module's options. */
  onModuleInit(): void {
    if (this.failure !== undefined) {
      throw new LynkConfigurationError(
        'LynkAuthModule: the adapter accepts no middleware yet; remove skipMiddie so that the adapter registers @fastify/middie.',
        this.failure,
      );
    }
    this.operationAuthorizer.prepare();
    if (readOwn(this.options, 'optional') !== true) assertNothingPublic(this.modules);
    if (this.host.httpAdapter) assertHandshakesAuthenticated(this.modules, this.config);
  }

  /**
   * Creates the module from its options.
   *
   * @param options The verifier, the realm, optional mode, the time limit, how to find the client's address, and
   *   whether the guard is global.
   * @returns The module to import.
   * @throws {LynkConfigurationError} if an option is unknown or invalid.
   * @example
   * ```ts
   * import type { TokenVerifier } from '@lynk-auth/core/server';
   * import { LynkAuthModule } from '@lynk-auth/nest';
   * import { Module } from '@nestjs/common';
   *
   * declare const verifier: TokenVerifier;
   *
   * @Module({ imports: [LynkAuthModule.forRoot({ verifier })] })
   * export class AppModule {}
   * ```
   */
  static forRoot(options: LynkAuthOptions & LynkAuthExtras): DynamicModule {
    const names = [...pluginOptionNames, 'globalGuard'] as const;
    const { globalGuard, ...settings } = readOwnOptions('LynkAuthModule', options, names);
    assertExtras('LynkAuthModule', { globalGuard } as LynkAuthExtras);
    createAuthenticator(settings);
    return createModule([{ provide: LYNK_AUTH_OPTIONS, useValue: settings }], {
      globalGuard,
    } as LynkAuthExtras);
  }

  /**
   * Creates the module from options that a factory or a class provides.
   *
   * @param options The factory or class, and whether the guard is global.
   * @returns The module to import. The application does not start if the provided options are invalid.
   * @throws {LynkConfigurationError} unless exactly one of `useFactory`, `useClass` and `useExisting` is set.
   * @example
   * ```ts
   * import type { TokenVerifier } from '@lynk-auth/core/server';
   * import { LynkAuthModule } from '@lynk-auth/nest';
   *
   * LynkAuthModule.forRootAsync({
   *   inject: ['VERIFIER'],
   *   useFactory: (verifier: TokenVerifier) => ({ verifier }),
   * });
   * ```
   */
  static forRootAsync(options: LynkAuthAsyncOptions): DynamicModule {
    const own = readAsyncOptions(options);
    const providers = createOptionsProviders(own);
    assertExtras('LynkAuthModule.forRootAsync', own);
    return { ...createModule(providers, own), imports: [...(own.imports ?? [])] };
  }
}

function createModule(options: readonly Provider[], { globalGuard = true }: LynkAuthExtras): DynamicModule {
  const providers: Provider[] = [
    ...options,
    { provide: AUTHENTICATOR, inject: [LYNK_AUTH_OPTIONS], useFactory: createAuthenticator },
    { provide: OPERATION_AUTHORIZER, useClass: OperationAuthorizer },
    { provide: GLOBAL_GUARD, useValue: globalGuard },
    LynkAuthGuard,
    { provide: GUARD, useExisting: LynkAuthGuard },
    ApolloPlugin,
  ];
  if (globalGuard) providers.push({ provide: APP_GUARD, useExisting: LynkAuthGuard });
  return {
    module: LynkAuthModule,
    global: true,
    providers,
    // Nest instantiates a guard of `@UseGuards` in the module that uses it.
    exports: [GUARD, OPERATION_AUTHORIZER],
  };
}
