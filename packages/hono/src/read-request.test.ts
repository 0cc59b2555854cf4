import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { authorization, createReportingVerifier } from '../test/reporting-verifier.ts';
import { lynkAuth } from './lynk-auth.ts';

/** What the verifier hears of a request, and the status, where the runtime hands this to Hono. */
async function ask(runtime: unknown, headers: Record<string, string> = {}) {
  const verifier = createReportingVerifier();
  const app = new Hono().use(lynkAuth({ verifier })).get('/', (c) => c.text('in'));
  const request = new Request('http://localhost/', { headers: { authorization, ...headers } });
  const { status } = await app.fetch(request, runtime as object);
  return { status, context: verifier.heard[0] };
}

/** A binding to another Worker, as the runtime makes it: whatever is asked of it is a function. */
const anything: object = new Proxy(() => Promise.reject(new Error('There is no such method.')), {
  get: (_, name) => (typeof name === 'string' && name !== 'toJSON' ? anything : undefined),
});

class BunServer {
  readonly port = 3000;
  requestIP(request: Request) {
    return this instanceof BunServer && request instanceof Request ? { address: '192.0.2.3' } : null;
  }
}

describe('the address is', () => {
  test.each<[string, unknown, string | undefined]>([
    [
      'of Node’s socket',
      { incoming: { rawHeaders: [], socket: { remoteAddress: '::ffff:192.0.2.1' } } },
      '192.0.2.1',
    ],
    ['what Deno tells', { remoteAddr: { transport: 'tcp', hostname: '192.0.2.2', port: 1 } }, '192.0.2.2'],
    ['what Bun’s server tells', new BunServer(), '192.0.2.3'],
    ['what Bun’s server tells, passed on', { server: new BunServer() }, '192.0.2.3'],
    ['none on a socket of Unix', { remoteAddr: { transport: 'unix', path: '/run/app' } }, undefined],
    ['none of a socket that is gone', { incoming: { rawHeaders: [], socket: {} } }, undefined],
    ['none of a request that Bun does not know', { server: { port: 1, requestIP: () => null } }, undefined],
    ['none without a runtime', undefined, undefined],
    ['none on Workers', { DATABASE: {} }, undefined],
  ])('%s', async (_, runtime, expected) => {
    const { status, context } = await ask(runtime, { 'cf-connecting-ip': '1.1.1.1', 'x-real-ip': '1.1.1.1' });
    expect([status, context?.clientIp]).toEqual([200, expected]);
  });
});

test.each([
  null,
  { incoming: 'text', remoteAddr: 'text', server: 'text' },
  { incoming: null, remoteAddr: null, server: null },
  { incoming: { rawHeaders: 'text', socket: { remoteAddress: 7 } }, remoteAddr: { hostname: 7 } },
  { incoming: {}, server: { port: 1, requestIP: 'text' }, requestIP: 'text' },
  { incoming: anything, remoteAddr: anything, server: anything },
])('bindings of these names, %j, are no runtime', async (bindings) => {
  const { status, context } = await ask(bindings);
  expect([status, context?.clientIp]).toEqual([200, undefined]);
});

test('two lines are noticed where Node tells of them', async () => {
  const rawHeaders = ['Authorization', authorization, 'authorization', authorization];
  expect(await ask({ incoming: { rawHeaders } })).toEqual({ status: 400, context: undefined });
});
