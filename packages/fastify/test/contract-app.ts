import fastifyCors from '@fastify/cors';
import {
  type AppSettings,
  contractVerifier,
  type PluginSettings,
  type RunningPlugin,
} from '@lynk-auth/conformance';
import { getPrincipal, lynkAuth, requirePermission } from '@lynk-auth/fastify';
import fastify, { type FastifyInstance } from 'fastify';

/** Creates the app that the plugin contract sends requests to, with the contract's verifier. */
export function createContractApp({
  cors,
  ...settings
}: PluginSettings & AppSettings): Promise<FastifyInstance> {
  return createApp({ verifier: contractVerifier, ...settings }, cors);
}

/** Creates the same app with arbitrary options of `lynkAuth`. */
export async function createApp(options: unknown, withCors = false): Promise<FastifyInstance> {
  const app = fastify({ forceCloseConnections: true });
  let handled = 0;
  if (withCors) await app.register(fastifyCors, { origin: '*' });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.get('/handled', async () => ({ handled }));
  app.all('/unguarded', { onRequest: requirePermission('view_organization') }, async () => {
    handled += 1;
    return {};
  });
  await app.register(async (scope) => {
    await scope.register(lynkAuth, options as Parameters<typeof lynkAuth>[1]);
    scope.all('/whoami', async (request) => {
      handled += 1;
      return { principal: request.lynk };
    });
    scope.all('/organization', { onRequest: requirePermission('view_organization') }, async (request) => {
      handled += 1;
      return { principal: getPrincipal(request) };
    });
    const any = requirePermission.any('update_sboms', 'delete_sboms');
    scope.all('/drafts', { onRequest: any }, async (request) => {
      handled += 1;
      return { principal: getPrincipal(request) };
    });
    scope.post('/sboms', { onRequest: requirePermission('update_sboms') }, async ({ body }) => {
      handled += 1;
      return { received: body instanceof Uint8Array ? body.length : 0 };
    });
  });
  return app;
}

/** Starts an app on a free port. */
export async function startApp(app: FastifyInstance): Promise<RunningPlugin> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { port: Number(new URL(app.listeningOrigin).port), close: () => app.close() };
}
