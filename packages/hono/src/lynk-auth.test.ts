import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { describe, expect, test } from 'vitest';
import { authorization, createRecordingVerifier, principal } from '../test/create-recording-verifier.ts';
import { getPrincipal } from './get-principal.ts';
import { lynkAuth } from './lynk-auth.ts';
import { requirePermission } from './require-permission.ts';

const headers = { authorization };
const verifier = createRecordingVerifier();
const guarded = () => new Hono().use(lynkAuth({ verifier }));

test('README example', async () => {
  const app = new Hono();
  app.use('/api/*', lynkAuth({ verifier }));
  app.get('/api/organization', requirePermission('view_organization'), (c) => c.json(c.var.lynk));
  app.post('/api/sboms', requirePermission('update_sboms'), (c) => c.text('uploaded'));
  expect(await (await app.request('/api/organization', { headers })).json()).toEqual(principal);
  expect((await app.request('/api/organization')).status).toBe(401);
  expect((await app.request('/api/sboms', { method: 'POST', headers })).status).toBe(403);
});

describe('the header Lynk-Token-Expires', () => {
  const app = guarded()
    .get('/json', (c) => c.json({}))
    .get('/own', () => new Response('mine', { headers: { 'content-type': 'text/plain' } }))
    .get('/fetched', () => fetch('data:text/plain,fetched'))
    .get('/moved', (c) => c.redirect('/json'))
    .get('/forbidden', requirePermission('update_sboms'))
    .get('/broken', () => {
      throw new Error('broken');
    });
  app.onError((error, c) => (error instanceof HTTPException ? error.getResponse() : c.text('sorry', 500)));

  test.each([
    ['json', 200, '{}'],
    ['own', 200, 'mine'],
    ['fetched', 200, 'fetched'],
    ['moved', 302, ''],
    ['forbidden', 403, '{"errors":[{"message":"Forbidden","extensions":{"code":"FORBIDDEN"}}]}'],
    ['broken', 500, 'sorry'],
    ['missing', 404, '404 Not Found'],
  ])('is on the response of /%s', async (path, status, body) => {
    const response = await app.request(`/${path}`, { headers });
    expect(response.headers.get('lynk-token-expires')).toBe('2099-01-01T00:00:00.000Z');
    expect([response.status, await response.text()]).toEqual([status, body]);
  });

  test('is not on a refusal', async () => {
    expect((await app.request('/json')).headers.has('lynk-token-expires')).toBe(false);
  });
});

test('a refusal keeps the headers that other middlewares have set', async () => {
  const app = new Hono().use(cors()).use(async (c, next) => {
    c.header('x-request-id', '7');
    await next();
  });
  app.use(lynkAuth({ verifier }));
  const response = await app.request('/');
  expect(response.status).toBe(401);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('x-request-id')).toBe('7');
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
});

test('rejects a request whose Authorization header a middleware removed', async () => {
  const app = new Hono()
    .use((c, next) => {
      c.req.raw = new Request(c.req.raw, { headers: {} });
      return next();
    })
    .use(lynkAuth({ verifier }));
  const incoming = { rawHeaders: ['Authorization', authorization] };
  expect((await app.request('/', { headers }, { incoming })).status).toBe(401);
});

test('an app mounted by its fetch has no principal; one added by route has', async () => {
  const inner = new Hono()
    .get('/', requirePermission('view_organization'))
    .get('/who', (c) => c.json(getPrincipal(c)));
  inner.onError(({ name }, c) => c.text(name, 500));
  const app = guarded().mount('/inner', inner.fetch).route('/routed', inner);
  for (const path of ['/inner', '/inner/who']) {
    const response = await app.request(path, { headers });
    expect([response.status, await response.text()]).toEqual([500, 'LynkConfigurationError']);
  }
  expect(await (await app.request('/routed/who', { headers })).json()).toEqual(principal);
});

test('if it runs twice, the stricter options apply', async () => {
  const app = new Hono()
    .use(lynkAuth({ verifier, optional: true }))
    .use('/admin/*', lynkAuth({ verifier, realm: 'admin' }))
    .get('/*', (c) => c.json({ principal: getPrincipal(c, { optional: true }) }));
  expect(await (await app.request('/')).json()).toEqual({ principal: null });
  const rejected = await app.request('/admin/x');
  expect([rejected.status, rejected.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="admin"']);
});
