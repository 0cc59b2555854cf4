import { assertOption, hasMethod, LynkConfigurationError, readOwnOptions } from '@lynk-auth/core/internal';
import type { PluginOptions } from '@lynk-auth/core/server';
import type { FactoryProvider, ModuleMetadata, Provider, Type } from '@nestjs/common';
import type { NodeRequest } from '../node-exchange.ts';
import { LYNK_AUTH_OPTIONS } from '../tokens.ts';

/** Options of `LynkAuthModule`. With both adapters, a function `clientIp` receives Node's request. */
export type LynkAuthOptions = PluginOptions<NodeRequest>;

/** Options of `LynkAuthModule` that must be known when the module is imported. */
export interface LynkAuthExtras {
  /**
   * Whether the guard runs for every handler of the application. If it is `false`, a handler without
   * `@RequirePermission` or `@UseGuards(LynkAuthGuard)` only has the middleware's check: a valid token, or none in
   * optional mode.
   * @default true
   */
  readonly globalGuard?: boolean;
}

/** Creates the module's options. `useClass` and `useExisting` name a class that implements it. */
export interface LynkAuthOptionsFactory {
  createLynkAuthOptions(): LynkAuthOptions | Promise<LynkAuthOptions>;
}

/**
 * Options of `LynkAuthModule.forRootAsync`: exactly one of `useFactory`, `useClass` and `useExisting`. Nothing behind
 * them may be request-scoped.
 */
export interface LynkAuthAsyncOptions extends LynkAuthExtras {
  /** The modules that export the injected providers. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** The injection tokens of the parameters of `useFactory`. */
  readonly inject?: NonNullable<FactoryProvider['inject']>;
  // biome-ignore lint/suspicious/noExplicitAny: the user chooses the parameters, as in Nest's own types.
  readonly useFactory?: (...injected: any[]) => LynkAuthOptions | Promise<LynkAuthOptions>;
  /** A class that the module instantiates. */
  readonly useClass?: Type<LynkAuthOptionsFactory>;
  /** The injection token of a provider of one of `imports`. */
  readonly useExisting?: Type<LynkAuthOptionsFactory> | string | symbol;
}

const CALLER = 'LynkAuthModule.forRootAsync';

/** @throws {LynkConfigurationError} if an option is unknown. */
export function readAsyncOptions(options: LynkAuthAsyncOptions): Readonly<LynkAuthAsyncOptions> {
  return readOwnOptions(CALLER, options, [
    'imports',
    'inject',
    'useFactory',
    'useClass',
    'useExisting',
    'globalGuard',
  ]);
}

/**
 * Creates the providers of the module's options.
 *
 * @throws {LynkConfigurationError} unless exactly one of `useFactory`, `useClass` and `useExisting` is set.
 */
export function createOptionsProviders(options: LynkAuthAsyncOptions): Provider[] {
  const { inject = [], useFactory, useClass, useExisting } = options;
  const sources = [useFactory, useClass, useExisting].filter((source) => source !== undefined);
  assertOption(CALLER, sources.length === 1, 'pass exactly one of useFactory, useClass and useExisting');
  if (useFactory !== undefined) {
    assertOption(CALLER, typeof useFactory === 'function', 'useFactory must be a function');
    return [{ provide: LYNK_AUTH_OPTIONS, useFactory, inject }];
  }
  const source = (useClass ?? useExisting) as Type<LynkAuthOptionsFactory>;
  const provider: Provider = {
    provide: LYNK_AUTH_OPTIONS,
    inject: [source],
    useFactory(factory: LynkAuthOptionsFactory) {
      if (!hasMethod(factory, 'createLynkAuthOptions')) {
        throw new LynkConfigurationError(`${CALLER}: the class must have a method createLynkAuthOptions.`);
      }
      return factory.createLynkAuthOptions();
    },
  };
  return useClass === undefined ? [provider] : [useClass, provider];
}

/** @throws {LynkConfigurationError} if `globalGuard` is not a boolean. */
export function assertExtras(caller: string, { globalGuard }: LynkAuthExtras): void {
  assertOption(
    caller,
    globalGuard === undefined || typeof globalGuard === 'boolean',
    'globalGuard must be true or false',
  );
}
