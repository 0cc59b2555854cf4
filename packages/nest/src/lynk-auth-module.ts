import { LynkConfigurationError } from '@lynk-auth/core/internal';
import {
  createRequestAuthenticator,
  type RequestAuthenticator,
  readNodeRequest,
} from '@lynk-auth/core/server';
import { type DynamicModule, Inject, Module, type OnModuleInit, type Provider } from '@nestjs/common';
import { APP_GUARD, ApplicationConfig, HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { assertHandshakesJudged, assertNothingPublic } from './assert-application.ts';
import { createMiddleware } from './create-middleware.ts';
import { ApolloPlugin } from './graphql/apollo-plugin.ts';
import { Operations } from './graphql/operations.ts';
import { guardGateways } from './guard-gateways.ts';
import { LynkAuthFilter } from './lynk-auth-filter.ts';
import { LynkAuthGuard } from './lynk-auth-guard.ts';
import {
  assertExtras,
  type LynkAuthAsyncOptions,
  type LynkAuthExtras,
  type LynkAuthOptions,
  optionsProviders,
} from './module-options.ts';
import type { NodeRequest } from './node-exchange.ts';
import { AUTHENTICATOR, GLOBAL_GUARD, GUARD, LYNK_AUTH_OPTIONS, OPERATIONS } from './tokens.ts';

const createAuthenticator = (options: LynkAuthOptions) =>
  createRequestAuthenticator<NodeRequest>('LynkAuthModule', options, readNodeRequest);

/**
 * Authenticates every request of an application, ahead of its body parsers, and guards its handlers.
 * Import it once, in the root module.
 */
@Module({})
export class LynkAuthModule implements OnModuleInit {
  /** Why the middleware could not be added. */
  private failure: { readonly cause: unknown } | undefined;

  constructor(
    @Inject(LYNK_AUTH_OPTIONS) private readonly options: LynkAuthOptions,
    @Inject(AUTHENTICATOR) authenticator: RequestAuthenticator<NodeRequest>,
    @Inject(OPERATIONS) private readonly operations: Operations,
    @Inject(GLOBAL_GUARD) globalGuard: boolean,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(ApplicationConfig) private readonly config: ApplicationConfig,
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
  ) {
    // Ahead of what the application adds by itself, its body parsers too. A testing module has its adapter later.
    host.init$.subscribe(() => {
      try {
        host.httpAdapter?.use(createMiddleware(authenticator));
      } catch (cause) {
        this.failure = { cause };
      }
    });
    // The first of the list is the last to be asked.
    config.useGlobalFilters(new LynkAuthFilter());
    if (globalGuard) guardGateways(modules);
  }

  /** @throws {LynkConfigurationError} where the application says what cannot hold. */
  onModuleInit(): void {
    if (this.failure !== undefined) {
      throw new LynkConfigurationError(
        'LynkAuthModule: the adapter takes no middleware yet; leave @fastify/middie to it, without skipMiddie.',
        this.failure,
      );
    }
    this.operations.prepare();
    if (this.options.optional !== true) assertNothingPublic(this.modules);
    if (this.host.httpAdapter) assertHandshakesJudged(this.modules, this.config);
  }

  /**
   * @param options The verifier; realm, optional mode, time limit, the client's address; whether the guard is global.
   * @returns The module, to be imported.
   * @throws {LynkConfigurationError} for an unknown or a wrong option.
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
    const { globalGuard, ...settings } = Object(options) as LynkAuthOptions & LynkAuthExtras;
    assertExtras('LynkAuthModule', { globalGuard } as LynkAuthExtras);
    createAuthenticator(settings);
    return assemble([{ provide: LYNK_AUTH_OPTIONS, useValue: settings }], { globalGuard } as LynkAuthExtras);
  }

  /**
   * @param options Where the options come from, and whether the guard is global.
   * @returns The module, to be imported. The application does not start where the options are wrong.
   * @throws {LynkConfigurationError} unless there is exactly one source of the options.
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
    const providers = optionsProviders(options);
    assertExtras('LynkAuthModule.forRootAsync', options);
    return { ...assemble(providers, options), imports: [...(options.imports ?? [])] };
  }
}

function assemble(options: readonly Provider[], { globalGuard = true }: LynkAuthExtras): DynamicModule {
  const providers: Provider[] = [
    ...options,
    { provide: AUTHENTICATOR, inject: [LYNK_AUTH_OPTIONS], useFactory: createAuthenticator },
    { provide: OPERATIONS, useClass: Operations },
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
    // A guard by `@UseGuards` is made in the module that uses it.
    exports: [GUARD, OPERATIONS],
  };
}
