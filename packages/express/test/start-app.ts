import { createServer, type RequestListener } from 'node:http';
import {
  type AppSettings,
  contractVerifier,
  type PluginSettings,
  type RunningPlugin,
} from '@lynk-auth/conformance';
import { getPrincipal, lynkAuth, requirePermission } from '@lynk-auth/express';
import { listen } from '@lynk-auth/test-kit';
import cors from 'cors';
import type express from 'express';

type Framework = typeof express;

/** Creates the app that the plugin contract sends requests to. */
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
  app.all('/drafts', requirePermission.any('update_sboms', 'delete_sboms'), (request, response) => {
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

const serve = (app: RequestListener): Promise<RunningPlugin> => listen(createServer(app));

/** The plugin on one version of Express, as the contract runs it. */
export const onFramework = (framework: Framework) => ({
  start: ({ cors: withCors, ...settings }: PluginSettings & AppSettings) =>
    serve(createApp(framework, { verifier: contractVerifier, ...settings }, { cors: withCors ?? false })),
  startWith: async (options: unknown, app: AppSettings = {}) => serve(createApp(framework, options, app)),
});
