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

const untaken = (_: () => unknown): void => {};

test('the types are what they say', () => {
  untaken(() => {
    const host = {} as ArgumentsHost;
    expectTypeOf(getPrincipal(host)).toEqualTypeOf<Principal>();
    expectTypeOf(getPrincipal(host, { optional: true })).toEqualTypeOf<Principal | null>();
    expectTypeOf(CurrentPrincipal()).toEqualTypeOf<ParameterDecorator>();
    expectTypeOf<LynkAuthException['code']>().toEqualTypeOf<'unauthorized' | 'forbidden'>();
  });
  // @ts-expect-error A misspelt option.
  untaken(() => LynkAuthModule.forRoot({ verifer: {} }));
  // @ts-expect-error A promise of a verifier.
  untaken(() => LynkAuthModule.forRoot({ verifier: Promise.resolve() }));
  // @ts-expect-error A misspelt source.
  untaken(() => LynkAuthModule.forRootAsync({ useFactroy: () => ({}) }));
  // @ts-expect-error A list.
  untaken(() => RequirePermission(['update_sboms']));
  // @ts-expect-error A misspelt setting.
  untaken(() => CurrentPrincipal({ optinal: true }));
});
