/// <reference types="node" />
import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { authorizationCorpus } from '@lynk-auth/conformance';
import { allowInsecureTransport } from '@lynk-auth/core/client';
import axios, { type AxiosError } from 'axios';
import { describe, expect, test } from 'vitest';
import { attachLynkAuth } from './attach-lynk-auth.ts';
import { createLynkAxios } from './create-lynk-axios.ts';
import * as all from './index.ts';

const token = authorizationCorpus.valid_token;

async function startApi(status = 200) {
  const authorizations: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    authorizations.push(request.headers.authorization);
    const body =
      request.url === '/bytes' ? 'x'.repeat(100_000) : '{"data":{"organization":{"name":"Acme Corp"}}}';
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint: `${origin}/lynkapi`,
    authorizations,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const containsToken = (value: unknown) =>
  inspect(value, { depth: 10, showHidden: true }).includes(token.slice(-12)) ||
  JSON.stringify(value, (key, property) => (key.startsWith('_') ? undefined : property)).includes(
    token.slice(-12),
  );

test('README example', async () => {
  await using api = await startApi();
  const client = createLynkAxios({ token, endpoint: api.endpoint });
  const { data } = await client.post('', { query: 'query { organization { id name } }' });
  expect(data.data.organization.name).toBe('Acme Corp');
});

test('removes its listeners from a signal when a call has completed', async () => {
  await using api = await startApi();
  const { signal } = new AbortController();
  for (const adapter of ['http', 'fetch'] as const) {
    const client = createLynkAxios({ token, endpoint: api.endpoint }, { adapter });
    await client.post('', { query: 'query { organization { id name } }' }, { signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  }
});

test('holds no response by a signal, however its stream ends', async () => {
  await using api = await startApi();
  const { signal } = new AbortController();
  for (const adapter of ['http', 'fetch'] as const) {
    const client = createLynkAxios({ token, endpoint: api.endpoint }, { adapter });
    for (let turn = 0; turn < 30; turn += 1) {
      const { data } = await client.get('/bytes', { responseType: 'stream', signal });
      for await (const _ of data) if (turn % 2 === 0) break;
    }
    for (let turn = 0; turn < 100 && getEventListeners(signal, 'abort').length > 0; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  }
});

test('rejects socketPath, in a config or in the defaults, unless the symbol allows it', async () => {
  await using api = await startApi();
  const socketPath = join(tmpdir(), `lynk-${process.pid}.sock`);
  const seen: unknown[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization !== undefined);
    response.end('{}');
  }).listen(socketPath);
  await once(server, 'listening');
  const calls = [
    () => createLynkAxios({ token, endpoint: api.endpoint }).get('/x', { socketPath }),
    () => createLynkAxios({ token, endpoint: api.endpoint }, { socketPath }).get('/x'),
    () => createLynkAxios({ token }).get('/x', { socketPath }),
  ];
  for (const call of calls) {
    await expect(call()).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('[allowInsecureTransport]: true'),
    });
  }
  expect(seen).toEqual([]);
  const allowed = createLynkAxios({ token, endpoint: api.endpoint, [allowInsecureTransport]: true });
  await allowed.get('/x', { socketPath });
  expect(seen).toEqual([true]);
  server.close();
});

test('exports exactly these values', () => {
  expect(Object.keys(all).sort()).toEqual([
    'allowInsecureTransport',
    'allowTokenInBrowser',
    'attachLynkAuth',
    'createLynkAxios',
    'fromEnv',
    'fromFile',
    'isLynkError',
  ]);
});

describe('interceptors', () => {
  test.each(['before', 'after'])('that were added %s work and do not see the token', async (order) => {
    await using api = await startApi();
    const instance = axios.create();
    const received: unknown[] = [];
    const add = () => {
      instance.interceptors.request.use((config) => {
        received.push(config);
        config.headers.set('X-Mine', 'yes');
        return config;
      });
      instance.interceptors.response.use((response) => {
        received.push(response);
        return response;
      });
    };
    if (order === 'before') add();
    attachLynkAuth(instance, { token, endpoint: api.endpoint });
    if (order === 'after') add();
    const response = await instance.get('/healthz');
    expect(api.authorizations).toEqual([`Bearer ${token}`]);
    expect(response.config.headers.get('X-Mine')).toBe('yes');
    expect(received).toHaveLength(2);
    for (const value of [...received, response]) expect(containsToken(value)).toBe(false);
  });

  test('receive an error that axios recognizes', async () => {
    await using api = await startApi(404);
    const instance = createLynkAxios({ token, endpoint: api.endpoint });
    let caught: AxiosError | undefined;
    instance.interceptors.response.use(undefined, (error) => {
      caught = error;
      return { data: 'recovered' };
    });
    expect((await instance.get('/healthz')).data).toBe('recovered');
    expect(axios.isAxiosError(caught)).toBe(true);
    expect([caught?.code, caught?.response?.status, caught?.config?.url]).toEqual(['http', 404, '/healthz']);
    expect(containsToken(caught)).toBe(false);
  });
});

test('detach restores the instance', async () => {
  await using api = await startApi();
  const instance = axios.create({ adapter: 'http' });
  const detach = attachLynkAuth(instance, { token, endpoint: api.endpoint });
  expect(() => attachLynkAuth(instance, { token })).toThrow(/already/);
  detach();
  detach();
  expect(instance.defaults.adapter).toBe('http');
  await instance.get(api.endpoint);
  expect(api.authorizations).toEqual([undefined]);
  attachLynkAuth(instance, { token, endpoint: api.endpoint });
  await instance.get(api.endpoint);
  expect(api.authorizations[1] === `Bearer ${token}`).toBe(true);
});

test('a detached adapter that was wrapped forwards requests without the token', async () => {
  await using api = await startApi();
  const instance = axios.create();
  const detach = attachLynkAuth(instance, { token, endpoint: api.endpoint });
  const wrapped = instance.defaults.adapter as unknown as (config: never) => Promise<never>;
  instance.defaults.adapter = (config) => wrapped(config as never);
  detach();
  await instance.get(api.endpoint);
  expect(api.authorizations).toEqual([undefined]);
});

describe.each(['http', 'fetch'] as const)('the %s adapter', (adapter) => {
  test.each(['arraybuffer', 'blob', 'stream', 'text', 'json'] as const)(
    'returns %s without exposing the token',
    async (responseType) => {
      await using api = await startApi();
      const client = createLynkAxios({ token, endpoint: api.endpoint }, { adapter });
      const response = await client.get('/bytes', { responseType });
      expect(containsToken(response)).toBe(false);
      const length = { arraybuffer: 'byteLength', blob: 'size', text: 'length', json: 'length' } as const;
      // The http adapter of axios does not create a Blob.
      if (adapter === 'http' && responseType === 'blob') return;
      if (responseType !== 'stream') return expect(response.data[length[responseType]]).toBe(100_000);
      let bytes = 0;
      for await (const chunk of response.data) bytes += chunk.length;
      expect(bytes).toBe(100_000);
    },
  );

  test('overrides Basic credentials and an Authorization header of the caller', async () => {
    await using api = await startApi();
    const client = createLynkAxios({ token, endpoint: api.endpoint }, { adapter });
    await client.get('/x', { auth: { username: 'a', password: 'b' } });
    await client.get('/x', { headers: { authorization: 'Basic YTpi' } });
    expect(api.authorizations.map((value) => value === `Bearer ${token}`)).toEqual([true, true]);
  });

  test('a CancelToken aborts the call', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const client = createLynkAxios({ token, endpoint }, { adapter });
    const source = axios.CancelToken.source();
    const failed = client.get('/x', { cancelToken: source.token }).catch((error) => error);
    await once(server, 'request');
    source.cancel();
    const error = await failed;
    expect([axios.isCancel(error), containsToken(error)]).toEqual([true, false]);
    server.closeAllConnections();
    server.close();
  });

  test('a CancelToken ends a stream that is still read, and leaves no listener', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200).write('x');
      // The adapter fetch of axios closes a connection when the next chunk arrives.
      const timer = adapter === 'fetch' ? setInterval(() => response.write('x'), 20) : undefined;
      response.once('close', () => clearInterval(timer));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const client = createLynkAxios({ token, endpoint }, { adapter });
    const source = axios.CancelToken.source();
    const { signal } = new AbortController();
    const request = once(server, 'request');
    const config = { responseType: 'stream', cancelToken: source.token, signal } as const;
    const { data } = await client.get('/x', config);
    const [, response] = await request;
    const closed = once(response, 'close');
    const failed = (async () => {
      for await (const _ of data) source.cancel('enough');
    })().then(
      () => false,
      () => true,
    );
    expect(await failed).toBe(true);
    await closed;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect((source.token as unknown as { _listeners?: unknown[] })._listeners ?? []).toEqual([]);
    await expect(client.get('/x', config)).rejects.toMatchObject({ message: 'enough' });
    server.closeAllConnections();
    server.close();
  });
});

test('returns a response that validateStatus accepts', async () => {
  await using api = await startApi(401);
  const client = createLynkAxios({ token, endpoint: api.endpoint });
  const response = await client.post('', { query: '{ a }' }, { validateStatus: null });
  expect([response.status, containsToken(response)]).toEqual([401, false]);
});
