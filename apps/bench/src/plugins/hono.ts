import { serve } from '@hono/node-server';
import { lynkAuth } from '@lynk-auth/hono';
import { Hono, type MiddlewareHandler } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { createBetterAuth } from '../better-auth.ts';
import { createCheck, createCredentials, createKnown } from './credentials.ts';
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

/** Hono on Node. */
export const honoVariants: Variants = {
  async 'no authentication'() {
    const { authorization } = await createCredentials();
    return start(authorization);
  },
  async 'a hand-written check'() {
    const { token, authorization } = await createCredentials();
    const check = createCheck(token);
    return start(authorization, async (c, next) => {
      const user = check(c.req.header('authorization'));
      if (user === undefined) return c.text('Unauthorized', 401);
      c.set('user', user);
      return next();
    });
  },
  async '@lynk-auth/hono'() {
    const { authorization, verifier } = await createCredentials();
    return start(authorization, lynkAuth({ verifier }));
  },
  // Not its option `token`, which hashes the token and the expected token.
  async 'hono/bearer-auth, verifyToken with the same check'() {
    const { token, authorization } = await createCredentials();
    const known = createKnown(token);
    return start(authorization, bearerAuth({ verifyToken: (sent) => known(sent) !== undefined }));
  },
  async 'better-auth api-key, in memory'() {
    const { key, isValid } = await createBetterAuth();
    return start(`Bearer ${key}`, async (c, next) => {
      if (!(await isValid(c.req.header('authorization')?.slice(7) ?? ''))) return c.text('Unauthorized', 401);
      return next();
    });
  },
};
