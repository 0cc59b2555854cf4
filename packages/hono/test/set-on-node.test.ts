import { contractTokens, contractVerifier } from '@lynk-auth/testing';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lynkAuth, requirePermission } from '../src/index.ts';
import { startOnNode } from './start-on-node.ts';

const authorization = `Bearer ${contractTokens.expiring}`;
const EXPIRES = '2099-01-01T00:00:00.000Z';

const inner = new Hono().use(lynkAuth({ verifier: contractVerifier })).get('/', (c) => c.text('inner'));
const app = new Hono()
  .get('/public', async (c) => {
    const answer = await inner.request('/', { headers: { authorization } }, c.env);
    return c.json({ told: answer.headers.get('lynk-token-expires') });
  })
  .use(lynkAuth({ verifier: contractVerifier }))
  .get('/json', (c) => c.json({ shown: c.res.headers.get('lynk-token-expires') }))
  .get('/response', () => new Response('its own'))
  .get('/stream', () => new Response(new Blob(['in ', 'parts']).stream()))
  .get('/header', (c) => c.text('set', 200, { 'lynk-token-expires': 'never' }))
  .get('/forbidden', requirePermission('nobody_has_it'), (c) => c.text('in'))
  .get('/throws', () => {
    throw new Error('a bug');
  })
  .onError((_, c) => c.text('sorry', 500));

let server: Awaited<ReturnType<typeof startOnNode>>;
beforeAll(async () => {
  server = await startOnNode(app);
});
afterAll(() => server.close());

async function ask(path: string, headers: Record<string, string> = { authorization }) {
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
  return [answer.status, answer.headers.get('lynk-token-expires'), await answer.text()];
}

test('whatever is answered on Node says when the token expires', async () => {
  expect(await ask('/json')).toEqual([200, EXPIRES, '{"shown":null}']);
  expect(await ask('/response')).toEqual([200, EXPIRES, 'its own']);
  expect(await ask('/stream')).toEqual([200, EXPIRES, 'in parts']);
  expect(await ask('/throws')).toEqual([500, EXPIRES, 'sorry']);
  expect((await ask('/forbidden')).slice(0, 2)).toEqual([403, EXPIRES]);
  expect((await ask('/missing')).slice(0, 2)).toEqual([404, EXPIRES]);
});

test('a handler’s own header wins', async () => {
  expect(await ask('/header')).toEqual([200, 'never', 'set']);
});

test('a request that the application makes has an answer of its own', async () => {
  expect(await ask('/public', {})).toEqual([200, null, JSON.stringify({ told: EXPIRES })]);
});
