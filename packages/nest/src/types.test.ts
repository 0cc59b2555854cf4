import type { Principal } from '@lynk-auth/core/server';
import type { ArgumentsHost } from '@nestjs/common';
import { expectTypeOf, test } from 'vitest';
import {
  CurrentPrincipal,
  getPrincipal,
  type LynkAuthException,
  LynkAuthModule,
  RequirePermission,
} from './index.ts';

const typecheck = (_: () => unknown): void => {};

test('the exports have the documented types', () => {
  typecheck(() => {
    const host = {} as ArgumentsHost;
    expectTypeOf(getPrincipal(host)).toEqualTypeOf<Principal>();
    expectTypeOf(getPrincipal(host, { optional: true })).toEqualTypeOf<Principal | null>();
    expectTypeOf(CurrentPrincipal()).toEqualTypeOf<ParameterDecorator>();
    expectTypeOf<LynkAuthException['code']>().toEqualTypeOf<'unauthorized' | 'forbidden'>();
  });
  // @ts-expect-error A misspelt option.
  typecheck(() => LynkAuthModule.forRoot({ verifer: {} }));
  // @ts-expect-error A promise for a verifier.
  typecheck(() => LynkAuthModule.forRoot({ verifier: Promise.resolve() }));
  // @ts-expect-error A misspelt source.
  typecheck(() => LynkAuthModule.forRootAsync({ useFactroy: () => ({}) }));
  // @ts-expect-error An array.
  typecheck(() => RequirePermission(['update_sboms']));
  // @ts-expect-error No permission.
  typecheck(() => RequirePermission.any());
  expectTypeOf(RequirePermission.any('update_sboms')).toEqualTypeOf<ClassDecorator & MethodDecorator>();
  // @ts-expect-error A misspelt option.
  typecheck(() => CurrentPrincipal({ optinal: true }));
});
