import { contractTokens, contractVerifier } from '@lynk-auth/conformance';
import { lynkAuth, requirePermission } from '@lynk-auth/hono';
import { Hono } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import { every, except, some } from 'hono/combine';
import { HTTPException } from 'hono/http-exception';
import { expect, test } from 'vitest';
import { startOnNode } from './start-on-node.ts';

const basic = basicAuth({ username: 'ada', password: 'secret' });
const lynk = lynkAuth({ verifier: contractVerifier });
const BASIC = `Basic ${btoa('ada:secret')}`;
const bearer = (token: string) => `Bearer ${token}`;

const app = new Hono()
  .use('/either/*', some(lynk, basic))
  .use('/reversed/*', some(basic, lynk))
  .use('/both/*', every(lynk, requirePermission('update_sboms')))
  .use('/except/*', except('/except/open', lynk))
  .all('*', async (c) => c.text((await c.req.text()) || 'passed'));

async function ask(path: string, authorization?: string, body?: string): Promise<readonly unknown[]> {
  const headers: HeadersInit = authorization === undefined ? {} : { authorization };
  const init = body === undefined ? { headers } : { method: 'POST', headers, body };
  const response = await app.request(path, init);
  return [response.status, response.headers.get('www-authenticate')?.split(' ')[0]];
}

test('some asks the next middleware after a rejection', async () => {
  for (const path of ['/either/x', '/reversed/x']) {
    expect(await ask(path, bearer(contractTokens.valid))).toEqual([200, undefined]);
    expect(await ask(path, BASIC)).toEqual([200, undefined]);
    expect((await ask(path))[0]).toBe(401);
    expect((await ask(path, bearer(contractTokens.unknown)))[0]).toBe(401);
  }
  expect(await ask('/reversed/x')).toEqual([401, 'Bearer']);
});

test('every and except reject as they do with the middlewares of Hono', async () => {
  expect(await ask('/both/x', bearer(contractTokens.valid))).toEqual([200, undefined]);
  expect(await ask('/both/x', bearer(contractTokens.expiring))).toEqual([403, 'Bearer']);
  expect(await ask('/both/x')).toEqual([401, 'Bearer']);
  expect(await ask('/except/open')).toEqual([200, undefined]);
  expect(await ask('/except/closed')).toEqual([401, 'Bearer']);
});

test('app.onError receives an HTTPException with the response', async () => {
  const seen: unknown[] = [];
  const handled = new Hono()
    .use(lynk)
    .get('/', (c) => c.text('passed'))
    .onError((error, c) => {
      if (!(error instanceof HTTPException)) return c.text('bug', 500);
      seen.push(error.status, error.res?.status);
      return error.getResponse();
    });
  const response = await handled.request('/');
  expect([response.status, response.headers.get('www-authenticate'), ...seen]).toEqual([
    401,
    'Bearer realm="api"',
    401,
    401,
  ]);
});

test('on Node, a body reaches the handler behind a middleware that rejected the token', async () => {
  const { port, close } = await startOnNode(app);
  try {
    const body = 'x'.repeat(1_000_000);
    const init = { method: 'POST', headers: { authorization: BASIC }, body };
    const response = await fetch(`http://127.0.0.1:${port}/either/x`, init);
    expect([response.status, (await response.text()).length]).toEqual([200, body.length]);
  } finally {
    await close();
  }
});
