import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { authorization, createRecordingVerifier } from '../test/create-recording-verifier.ts';
import { lynkAuth } from './lynk-auth.ts';

/** Sends a request with `runtime` as `c.env`; returns the status and the context that the verifier received. */
async function send(runtime: unknown, headers: Record<string, string> = {}) {
  const verifier = createRecordingVerifier();
  const app = new Hono().use(lynkAuth({ verifier })).get('/', (c) => c.text('in'));
  const request = new Request('http://localhost/', { headers: { authorization, ...headers } });
  const { status } = await app.fetch(request, runtime as object);
  return { status, context: verifier.contexts[0] };
}

/** A binding to another Worker, as workerd creates it: every property is a function. */
const serviceBinding: object = new Proxy(() => Promise.reject(new Error('There is no such method.')), {
  get: (_, name) => (typeof name === 'string' && name !== 'toJSON' ? serviceBinding : undefined),
});

class BunServer {
  readonly port = 3000;
  requestIP(request: Request) {
    return this instanceof BunServer && request instanceof Request ? { address: '192.0.2.3' } : null;
  }
}

test('the client address is not that of a polluted Object.prototype', async () => {
  const polluted = {
    incoming: { rawHeaders: [], socket: { remoteAddress: '10.0.0.1' } },
    remoteAddr: { hostname: '10.0.0.1' },
    server: new BunServer(),
  };
  for (const [name, value] of Object.entries(polluted)) {
    Object.defineProperty(Object.prototype, name, { value, configurable: true });
    const result = await send({ DATABASE: {} }).finally(() => Reflect.deleteProperty(Object.prototype, name));
    expect([result.status, result.context?.clientIp], name).toEqual([200, undefined]);
  }
});

describe('the client address is', () => {
  test.each<[string, unknown, string | undefined]>([
    [
      'the address of Node’s socket',
      { incoming: { rawHeaders: [], socket: { remoteAddress: '::ffff:192.0.2.1' } } },
      '192.0.2.1',
    ],
    [
      'the address that Deno passes',
      { remoteAddr: { transport: 'tcp', hostname: '192.0.2.2', port: 1 } },
      '192.0.2.2',
    ],
    ['the address that Bun’s server returns', new BunServer(), '192.0.2.3'],
    [
      'the address that Bun’s server returns, if the app passed it on',
      { server: new BunServer() },
      '192.0.2.3',
    ],
    ['absent on a Unix socket', { remoteAddr: { transport: 'unix', path: '/run/app' } }, undefined],
    ['absent for a closed socket', { incoming: { rawHeaders: [], socket: {} } }, undefined],
    [
      'absent for a request that Bun does not know',
      { server: { port: 1, requestIP: () => null } },
      undefined,
    ],
    ['absent without a runtime', undefined, undefined],
    ['absent on Workers', { DATABASE: {} }, undefined],
  ])('%s', async (_, runtime, expected) => {
    const { status, context } = await send(runtime, {
      'cf-connecting-ip': '1.1.1.1',
      'x-real-ip': '1.1.1.1',
    });
    expect([status, context?.clientIp]).toEqual([200, expected]);
  });
});

test.each([
  null,
  { incoming: 'text', remoteAddr: 'text', server: 'text' },
  { incoming: null, remoteAddr: null, server: null },
  { incoming: { rawHeaders: 'text', socket: { remoteAddress: 7 } }, remoteAddr: { hostname: 7 } },
  { incoming: {}, server: { port: 1, requestIP: 'text' }, requestIP: 'text' },
  { incoming: serviceBinding, remoteAddr: serviceBinding, server: serviceBinding },
])('ignores bindings with the names of a runtime, %j', async (bindings) => {
  const { status, context } = await send(bindings);
  expect([status, context?.clientIp]).toEqual([200, undefined]);
});

test('rejects two Authorization lines if Node passes the raw headers', async () => {
  const rawHeaders = ['Authorization', authorization, 'authorization', authorization];
  expect(await send({ incoming: { rawHeaders } })).toEqual({ status: 400, context: undefined });
});
