import type { Principal } from '@lynk-auth/core/server';
import { type Context, Hono } from 'hono';
import { expectTypeOf, test } from 'vitest';
import { createRecordingVerifier } from '../test/create-recording-verifier.ts';
import { getPrincipal } from './get-principal.ts';
import { lynkAuth } from './lynk-auth.ts';
import type { LynkAuthEnv, OptionalLynkAuthEnv } from './lynk-auth-env.ts';
import { requirePermission } from './require-permission.ts';

const verifier = createRecordingVerifier();

// tsc checks the types. At run time these tests only show that nothing throws.
test('c.var.lynk and getPrincipal are typed without a cast', () => {
  new Hono().use(lynkAuth({ verifier })).get('/', (c) => {
    expectTypeOf(c.var.lynk).toEqualTypeOf<Principal>();
    expectTypeOf(c.get('lynk')).toEqualTypeOf<Principal>();
    expectTypeOf(getPrincipal(c)).toEqualTypeOf<Principal>();
    return c.text('');
  });

  const app = new Hono<LynkAuthEnv>();
  app.use('/api/*', lynkAuth({ verifier, optional: false }));
  app.get('/', (c) => {
    expectTypeOf(c.var.lynk).toEqualTypeOf<Principal>();
    return c.text('');
  });
});

test('the principal can be null in optional mode, but not after requirePermission', () => {
  new Hono()
    .use(lynkAuth({ verifier, optional: true }))
    .get('/', (c) => {
      expectTypeOf(c.var.lynk).toEqualTypeOf<Principal | null>();
      expectTypeOf(getPrincipal(c)).toEqualTypeOf<Principal>();
      expectTypeOf(getPrincipal(c, { optional: true })).toEqualTypeOf<Principal | null>();
      return c.text('');
    })
    .get('/organization', requirePermission('view_organization'), (c) => {
      expectTypeOf(c.var.lynk).toEqualTypeOf<Principal>();
      return c.text('');
    });

  const optional: boolean = Date.now() > 0;
  new Hono<OptionalLynkAuthEnv & { Bindings: { DATABASE: string } }>()
    .use(lynkAuth({ verifier, optional }))
    .get('/', (c) => {
      expectTypeOf(c.var.lynk).toEqualTypeOf<Principal | null>();
      return c.text(c.env.DATABASE);
    });
});

test('in an app without variables, getPrincipal and requirePermission are typed', () => {
  const read = (c: Context) => getPrincipal(c);
  expectTypeOf(read).returns.toEqualTypeOf<Principal>();
  new Hono().get('/', requirePermission('view_organization'), (c) => c.text(c.var.lynk.organizationId));
});

test('a wrong option is a type error', () => {
  const wrong = () => [
    // @ts-expect-error: no verifier
    lynkAuth({}),
    // @ts-expect-error: a misspelt option
    lynkAuth({ verifier, optionnal: true }),
    // @ts-expect-error: a promise
    lynkAuth({ verifier: Promise.resolve(verifier) }),
    // @ts-expect-error: not a string
    requirePermission(1),
  ];
  expectTypeOf(wrong).toBeFunction();
});
