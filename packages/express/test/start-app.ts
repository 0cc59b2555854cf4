import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type AppSettings,
  contractVerifier,
  type PluginSettings,
  type RunningPlugin,
} from '@lynk-auth/testing';
import cors from 'cors';
import type express from 'express';
import { getPrincipal, lynkAuth, requirePermission } from '../src/index.ts';

type Framework = typeof express;

/** The contract's app. */
function createApp(framework: Framework, options: unknown, settings: AppSettings): RequestListener {
  let handled = 0;
  const app = framework();
  app.set('env', 'production');
  app.disable('x-powered-by');
  if (settings.cors) app.use(cors());
  app.use('/unguarded', requirePermission('view_organization'), (_, response) => {
    handled += 1;
    response.json({});
  });
  app.use('/handled', (_, response) => {
    response.json({ handled });
  });
  app.use(lynkAuth(options as Parameters<typeof lynkAuth>[0]));
  app.all('/whoami', (request, response) => {
    handled += 1;
    response.json({ principal: request.lynk });
  });
  app.all('/organization', requirePermission('view_organization'), (request, response) => {
    handled += 1;
    response.json({ principal: getPrincipal(request) });
  });
  app.post(
    '/sboms',
    requirePermission('update_sboms'),
    framework.raw({ type: () => true }),
    (request, response) => {
      handled += 1;
      response.json({ received: request.body?.length ?? 0 });
    },
  );
  return app;
}

async function listen(app: RequestListener): Promise<RunningPlugin> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The plugin on one version of Express. */
export const onFramework = (framework: Framework) => ({
  start: ({ cors: withCors, ...settings }: PluginSettings & AppSettings) =>
    listen(createApp(framework, { verifier: contractVerifier, ...settings }, { cors: withCors ?? false })),
  startWith: async (options: unknown) => listen(createApp(framework, options, {})),
});
