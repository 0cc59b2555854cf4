import { assertOption, assertOptions, hasMethod, LynkConfigurationError } from '@lynk-auth/core/internal';
import type { PluginOptions } from '@lynk-auth/core/server';
import type { FactoryProvider, ModuleMetadata, Provider, Type } from '@nestjs/common';
import type { NodeRequest } from './node-exchange.ts';
import { LYNK_AUTH_OPTIONS } from './tokens.ts';

/** What the module authenticates by. The request of `clientIp` is Node's own, with both adapters. */
export type LynkAuthOptions = PluginOptions<NodeRequest>;

/** What is known when the module is imported. */
export interface LynkAuthExtras {
  /**
   * Whether the guard judges every handler of the application. Without it, a handler without
   * `@RequirePermission` or `@UseGuards(LynkAuthGuard)` asks for nothing but what the middleware does:
   * a good token, or in optional mode none.
   * @default true
   */
  readonly globalGuard?: boolean;
}

/** Makes the module's options: what `useClass` and `useExisting` name. */
export interface LynkAuthOptionsFactory {
  createLynkAuthOptions(): LynkAuthOptions | Promise<LynkAuthOptions>;
}

/** Where the module's options come from: one of `useFactory`, `useClass` and `useExisting`. */
export interface LynkAuthAsyncOptions extends LynkAuthExtras {
  /** The modules whose providers are injected. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** The tokens of what `useFactory` is given. */
  readonly inject?: NonNullable<FactoryProvider['inject']>;
  // biome-ignore lint/suspicious/noExplicitAny: what is injected is the user's, as in Nest's own types.
  readonly useFactory?: (...injected: any[]) => LynkAuthOptions | Promise<LynkAuthOptions>;
  /** A class that the module makes an instance of. */
  readonly useClass?: Type<LynkAuthOptionsFactory>;
  /** A provider of one of `imports`. */
  readonly useExisting?: Type<LynkAuthOptionsFactory> | string | symbol;
}

const CALLER = 'LynkAuthModule.forRootAsync';

/**
 * Makes the provider of the options.
 *
 * @throws {LynkConfigurationError} unless there is exactly one source of them.
 */
export function optionsProviders(options: LynkAuthAsyncOptions): Provider[] {
  assertOptions(CALLER, options, [
    'imports',
    'inject',
    'useFactory',
    'useClass',
    'useExisting',
    'globalGuard',
  ]);
  const { inject = [], useFactory, useClass, useExisting } = options;
  const sources = [useFactory, useClass, useExisting].filter((source) => source !== undefined);
  assertOption(CALLER, sources.length === 1, 'give one of useFactory, useClass and useExisting');
  if (useFactory !== undefined) {
    assertOption(CALLER, typeof useFactory === 'function', 'useFactory must be a function');
    return [{ provide: LYNK_AUTH_OPTIONS, useFactory, inject }];
  }
  const source = (useClass ?? useExisting) as Type<LynkAuthOptionsFactory>;
  const made: Provider = {
    provide: LYNK_AUTH_OPTIONS,
    inject: [source],
    useFactory(factory: LynkAuthOptionsFactory) {
      if (!hasMethod(factory, 'createLynkAuthOptions')) {
        throw new LynkConfigurationError(`${CALLER}: the class must have a method createLynkAuthOptions.`);
      }
      return factory.createLynkAuthOptions();
    },
  };
  return useClass === undefined ? [made] : [useClass, made];
}

/** @throws {LynkConfigurationError} for a wrong one. */
export function assertExtras(caller: string, { globalGuard }: LynkAuthExtras): void {
  assertOption(
    caller,
    globalGuard === undefined || typeof globalGuard === 'boolean',
    'globalGuard must be true or false',
  );
}
