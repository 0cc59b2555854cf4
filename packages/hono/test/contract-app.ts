import { type AppSettings, contractVerifier, type PluginSettings } from '@lynk-auth/conformance';
import { Hono } from 'hono';
import { cors } from 'hono/cors';

/** The plugin, from its sources or from its build. */
export type Plugin = Pick<
  typeof import('../src/index.ts'),
  'getPrincipal' | 'lynkAuth' | 'requirePermission'
>;

/** Creates the app that the plugin contract sends requests to, with the contract's verifier, on any runtime. */
export function createContractApp(plugin: Plugin, { cors, ...settings }: PluginSettings & AppSettings): Hono {
  return createApp(plugin, { verifier: contractVerifier, ...settings }, cors);
}

/** Creates the same app with arbitrary options of `lynkAuth`. */
export function createApp(plugin: Plugin, options: unknown, withCors = false): Hono {
  const { getPrincipal, lynkAuth, requirePermission } = plugin;
  const auth = lynkAuth(options as Parameters<typeof lynkAuth>[0]);
  let handled = 0;
  const app = new Hono();
  if (withCors) app.use(cors());
  app.get('/handled', (c) => c.json({ handled }));
  app.all('/whoami', auth, (c) => {
    handled += 1;
    return c.json({ principal: c.var.lynk });
  });
  app.all('/organization', auth, requirePermission('view_organization'), (c) => {
    handled += 1;
    return c.json({ principal: getPrincipal(c) });
  });
  app.all('/drafts', auth, requirePermission.any('update_sboms', 'delete_sboms'), (c) => {
    handled += 1;
    return c.json({ principal: getPrincipal(c) });
  });
  app.post('/sboms', auth, requirePermission('update_sboms'), async (c) => {
    handled += 1;
    return c.json({ received: (await c.req.arrayBuffer()).byteLength });
  });
  app.all('/unguarded', requirePermission('view_organization'), (c) => {
    handled += 1;
    return c.json({ principal: c.var.lynk });
  });
  return app;
}
