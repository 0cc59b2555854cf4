import { contractTokens, contractVerifier } from '@lynk-auth/conformance';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lynkAuth, requirePermission } from '../src/index.ts';
import { startOnNode } from './start-on-node.ts';

const authorization = `Bearer ${contractTokens.expiring}`;
const EXPIRES = '2099-01-01T00:00:00.000Z';

const inner = new Hono().use(lynkAuth({ verifier: contractVerifier })).get('/', (c) => c.text('inner'));
const app = new Hono()
  .get('/public', async (c) => {
    const response = await inner.request('/', { headers: { authorization } }, c.env);
    return c.json({ inner: response.headers.get('lynk-token-expires') });
  })
  .use(lynkAuth({ verifier: contractVerifier }))
  .get('/json', (c) => c.json({ visible: c.res.headers.get('lynk-token-expires') }))
  .get('/response', () => new Response('own'))
  .get('/stream', () => new Response(new Blob(['in ', 'parts']).stream()))
  .get('/header', (c) => c.text('set', 200, { 'lynk-token-expires': 'never' }))
  .get('/forbidden', requirePermission('missing_permission'), (c) => c.text('in'))
  .get('/throws', () => {
    throw new Error('a bug');
  })
  .onError((error, c) => (error instanceof HTTPException ? error.getResponse() : c.text('sorry', 500)));

let server: Awaited<ReturnType<typeof startOnNode>>;
beforeAll(async () => {
  server = await startOnNode(app);
});
afterAll(() => server.close());

async function send(path: string, headers: Record<string, string> = { authorization }) {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
  return [response.status, response.headers.get('lynk-token-expires'), await response.text()];
}

test('on Node, every response has Lynk-Token-Expires', async () => {
  expect(await send('/json')).toEqual([200, EXPIRES, '{"visible":null}']);
  expect(await send('/response')).toEqual([200, EXPIRES, 'own']);
  expect(await send('/stream')).toEqual([200, EXPIRES, 'in parts']);
  expect(await send('/throws')).toEqual([500, EXPIRES, 'sorry']);
  expect((await send('/forbidden')).slice(0, 2)).toEqual([403, EXPIRES]);
  expect((await send('/missing')).slice(0, 2)).toEqual([404, EXPIRES]);
});

test('a header that the handler sets wins', async () => {
  expect(await send('/header')).toEqual([200, 'never', 'set']);
});

test('a request that the application creates gets the header on its own response', async () => {
  expect(await send('/public', {})).toEqual([200, null, JSON.stringify({ inner: EXPIRES })]);
});
