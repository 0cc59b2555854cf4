import { serve } from '@hono/node-server';
import { lynkAuth } from '@lynk-auth/hono';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { createBetterAuth } from '../better-auth.ts';
import { createCheck, createCredentials } from './credentials.ts';
import { BODY, type Started, type Variants } from './variant.ts';

function start(authorization: string, ...handlers: readonly MiddlewareHandler[]): Promise<Started> {
  const app = new Hono();
  for (const handler of handlers) app.use(handler);
  app.get('/', (c) => c.json(BODY));
  return new Promise((resolve) => {
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ port, authorization }),
    );
  });
}

/** Starts a server with a hand-written check. `accept` handles the user. */
async function startChecked(accept: (c: Context, user: string) => void): Promise<Started> {
  const { token, authorization } = await createCredentials();
  const check = createCheck(token);
  return start(authorization, async (c, next) => {
    const user = check(c.req.header('authorization'));
    if (user === undefined) return c.text('Unauthorized', 401);
    accept(c, user);
    return next();
  });
}

/** Hono on Node. */
export const honoVariants: Variants = {
  async 'no authentication'() {
    const { authorization } = await createCredentials();
    return start(authorization);
  },
  'a hand-written check': () => startChecked((c, user) => c.set('user', user)),
  // Any header disables the fast path of Hono on Node. The plugin sets its header on the Node response instead.
  'a hand-written check that sets a header': () =>
    startChecked((c, user) => {
      c.set('user', user);
      c.header('X-User', user);
    }),
  async '@lynk-auth/hono'() {
    const { authorization, verifier } = await createCredentials();
    return start(authorization, lynkAuth({ verifier }));
  },
  async 'hono/bearer-auth'() {
    const { token, authorization } = await createCredentials();
    return start(authorization, bearerAuth({ token }));
  },
  async 'better-auth api-key, in memory'() {
    const { key, isValid } = await createBetterAuth();
    return start(`Bearer ${key}`, async (c, next) => {
      if (!(await isValid(c.req.header('authorization')?.slice(7) ?? ''))) return c.text('Unauthorized', 401);
      return next();
    });
  },
};
