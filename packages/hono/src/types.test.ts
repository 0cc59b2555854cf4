import type { Principal } from '@lynk-auth/core';
import { type Context, Hono } from 'hono';
import { expectTypeOf, test } from 'vitest';
import { createReportingVerifier } from '../test/reporting-verifier.ts';
import type { LynkAuthEnv, OptionalLynkAuthEnv } from './environment.ts';
import { getPrincipal } from './get-principal.ts';
import { lynkAuth } from './lynk-auth.ts';
import { requirePermission } from './require-permission.ts';

const verifier = createReportingVerifier();

// tsc judges these; what runs is only that nothing throws.
test('who asks has its type without a cast', () => {
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

test('it can be null in optional mode, but not behind requirePermission', () => {
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

test('an app that says nothing of it has the accessor, and what a route itself asks', () => {
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
    // @ts-expect-error: no text
    requirePermission(1),
  ];
  for (const make of [wrong]) expectTypeOf(make).toBeFunction();
});
