import bearerAuth from '@fastify/bearer-auth';
import { lynkAuth } from '@lynk-auth/fastify';
import fastify, { type FastifyInstance } from 'fastify';
import { createCheck, createCredentials, createKnown } from './credentials.ts';
import { BODY, type Started, type Variants } from './variant.ts';

async function start(authorization: string, set: (app: FastifyInstance) => unknown): Promise<Started> {
  const app = fastify();
  await set(app);
  app.get('/', async () => BODY);
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { port: Number(new URL(app.listeningOrigin).port), authorization };
}

/** Fastify 5. */
export const fastifyVariants: Variants = {
  async 'no authentication'() {
    const { authorization } = await createCredentials();
    return start(authorization, () => undefined);
  },
  async 'a hand-written check'() {
    const { token, authorization } = await createCredentials();
    const check = createCheck(token);
    return start(authorization, (app) => {
      app.decorateRequest('user', '');
      app.addHook('onRequest', (request, reply, done) => {
        const user = check(request.headers.authorization);
        if (user === undefined) {
          reply.code(401).send();
          return;
        }
        request.setDecorator('user', user);
        done();
      });
    });
  },
  async '@lynk-auth/fastify'() {
    const { authorization, verifier } = await createCredentials();
    return start(authorization, (app) => app.register(lynkAuth, { verifier }));
  },
  async '@fastify/bearer-auth, auth with the same check'() {
    const { token, authorization } = await createCredentials();
    const known = createKnown(token);
    return start(authorization, (app) =>
      app.register(bearerAuth, { keys: [], auth: (sent) => known(sent) !== undefined }),
    );
  },
};
