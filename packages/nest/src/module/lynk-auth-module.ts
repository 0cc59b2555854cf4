import { pluginOptionNames, readOwnOptions } from '@lynk-auth/core/internal';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ApolloPlugin } from '../graphql/apollo-plugin.ts';
import { OperationAuthorizer } from '../graphql/operation-authorizer.ts';
import { LynkAuthGuard } from '../guard/lynk-auth-guard.ts';
import {
  AUTHENTICATOR,
  GLOBAL_GUARD,
  GUARD,
  INSTALLER,
  LYNK_AUTH_OPTIONS,
  OPERATION_AUTHORIZER,
} from '../tokens.ts';
import { AuthInstaller } from './auth-installer.ts';
import { ConfiguredCheck } from './configured-check.ts';
import { createApplicationAuthenticator } from './create-application-authenticator.ts';
import {
  assertExtras,
  createOptionsProviders,
  type LynkAuthAsyncOptions,
  type LynkAuthExtras,
  type LynkAuthOptions,
  readAsyncOptions,
} from './module-options.ts';

/**
 * The module that authenticates every request of an application, before its body parsers, and guards its handlers.
 * Import it once, in the root module, with `forRoot` or `forRootAsync`. An application that imports only the class does
 * not start.
 */
@Module({ providers: [ConfiguredCheck] })
// biome-ignore lint/complexity/noStaticOnlyClass: a module of Nest is a class.
export class LynkAuthModule {
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
    createApplicationAuthenticator(settings);
    return createModule([{ provide: LYNK_AUTH_OPTIONS, useValue: settings }], {
      globalGuard,
    } as LynkAuthExtras);
  }

  /**
   * Creates the module from options that a factory or a class provides.
   *
   * @param options The factory or class, and whether the guard is global.
   * @returns The module to import. The application does not start if the provided options are invalid or
   *   request-scoped.
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
    { provide: AUTHENTICATOR, inject: [LYNK_AUTH_OPTIONS], useFactory: createApplicationAuthenticator },
    { provide: OPERATION_AUTHORIZER, useClass: OperationAuthorizer },
    { provide: GLOBAL_GUARD, useValue: globalGuard },
    { provide: INSTALLER, useClass: AuthInstaller },
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
