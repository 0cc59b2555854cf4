/// <reference types="node" />
import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import * as whatwg from '@whatwg-node/fetch';
import { JSDOM } from 'jsdom';
import * as nodeFetch3 from 'node-fetch';
import nodeFetch2 from 'node-fetch-2';
import * as undici from 'undici';
import { describe, expect, test } from 'vitest';
import { createLynkClient } from '../src/create-lynk-client.ts';
import type { AnyFetch } from '../src/fetch.ts';
import { withLynkAuth } from '../src/with-lynk-auth.ts';
import { stale, startApi, token } from './start-api.ts';

const mutation = 'mutation ($doc: Upload!) { sbomUpload(input: { doc: $doc }) { errors } }';
const { window } = new JSDOM('', { url: 'http://127.0.0.1/' });

/** The implementations of fetch, with their own classes. */
const implementations = [
  { name: 'the runtime', fetch: globalThis.fetch as AnyFetch, classes: globalThis },
  { name: 'undici', fetch: undici.fetch as AnyFetch, classes: undici },
  { name: '@whatwg-node/fetch', fetch: whatwg.fetch as AnyFetch, classes: whatwg },
  { name: 'node-fetch 3', fetch: nodeFetch3.default as AnyFetch, classes: nodeFetch3 },
  { name: 'node-fetch 2', fetch: nodeFetch2 as unknown as AnyFetch, classes: nodeFetch2 },
];

/** Creates a token function that returns a stale token first, so that a body is sent twice. */
const renewed = () => {
  const tokens = [stale, token];
  return () => tokens.shift() ?? token;
};

/** A Blob of no runtime's class. */
const foreignBlob = (text: string, type = '') => ({
  size: text.length,
  type,
  arrayBuffer: async () => new TextEncoder().encode(text).buffer,
  get [Symbol.toStringTag]() {
    return 'Blob';
  },
});

/** Objects that are not data, with properties of their own. */
const notData = (): readonly [string, object][] => [
  ['a stream of Node', Readable.from(['x'])],
  ['a stream of whatwg', new whatwg.ReadableStream()],
  ['a Request of whatwg', new whatwg.Request('http://127.0.0.1/')],
  ['a Request of node-fetch 3', new nodeFetch3.Request('http://127.0.0.1/')],
  ['a Request of node-fetch 2', new (nodeFetch2 as typeof globalThis).Request('http://127.0.0.1/')],
  ['headers of whatwg', new whatwg.Headers({ a: 'b' })],
  // biome-ignore lint/suspicious/noThenProperty: it stands for a promise of another implementation.
  ['a promise of a library', { state: 'pending', then() {} }],
  ['what can be iterated', { size: 0, *[Symbol.iterator]() {} }],
];

describe.each(implementations)('with the fetch of $name', ({ fetch }) => {
  test('query and check work', async () => {
    await using api = await startApi();
    const client = createLynkClient({ token: renewed(), endpoint: api.endpoint, fetch });
    expect(await client.query('{ organization { id } }')).toMatchObject({ organization: { id: 'o1' } });
    expect((await client.check()).organization.name).toBe('Acme Corp');
    expect(await client.raw('/x')).toMatchObject({ data: {} });
  });

  test('upload sends files of the runtime and of others, with their length, and again after a 401', async () => {
    await using api = await startApi({ sbomUpload: { errors: [] } });
    const client = createLynkClient({ token: renewed(), endpoint: api.endpoint, fetch });
    const disk = await openAsBlob(fileURLToPath(import.meta.url));
    await client.upload(mutation, {
      doc: disk,
      more: [new File(['own'], 'a"b\n.json'), foreignBlob('other')],
    });
    expect(api.requests.map(({ isAuthorized }) => isAuthorized)).toEqual([false, true]);
    for (const { contentType, contentLength, body } of api.requests) {
      const boundary = /^multipart\/form-data; boundary=([\w-]+)$/.exec(contentType ?? '')?.[1];
      const parts = body.split(`--${boundary}`).slice(1, -1);
      expect(parts.map((part) => /name="(\w+)"/.exec(part)?.[1])).toEqual([
        'operations',
        'map',
        '0',
        '1',
        '2',
      ]);
      expect(parts[0]).toContain('"doc":null,"more":[null,null]');
      expect(parts[1]).toContain('{"0":["variables.doc"],"1":["variables.more.0"],"2":["variables.more.1"]}');
      expect(parts[2]).toContain('with their length, and again after a 401');
      expect(parts[3]).toContain('filename="a%22b%0A.json"');
      expect(parts[3]).toContain('\r\n\r\nown\r\n');
      expect(parts[4]).toContain('\r\n\r\nother\r\n');
      expect(contentLength).toBe(String(body.length));
    }
  });

  test.each(implementations)('withLynkAuth sends a Request of $name', async (other) => {
    await using api = await startApi();
    const send = withLynkAuth(fetch, { token: renewed(), endpoint: api.endpoint });
    const { Request, Headers } = other.classes as typeof globalThis;
    const headers = new Headers({ 'content-type': 'text/plain', 'x-own': 'kept' });
    const request = new Request(`${api.origin}/x`, { method: 'PUT', headers, body: 'content' });
    const response = await send(request);
    expect(response).toBeInstanceOf(Response);
    expect([response.status, await response.json()]).toMatchObject([200, { data: {} }]);
    expect(response.headers.get('lynk-token-expires')).toBe('2030-01-31T00:00:00Z');
    expect(
      api.requests.map(({ method, path, body, contentType, own }) => [method, path, body, contentType, own]),
    ).toEqual(Array(2).fill(['PUT', '/x', 'content', 'text/plain', 'kept']));
  });

  test('withLynkAuth takes an undefined option of a Request as absent', async () => {
    await using api = await startApi();
    const send = withLynkAuth(fetch, { token, endpoint: api.endpoint });
    const unset = { method: undefined, headers: undefined, body: undefined, signal: undefined } as never;
    for (const method of ['POST', 'DELETE']) {
      const request = new Request(`${api.origin}/x`, {
        method,
        headers: { 'x-own': 'kept' },
        ...(method === 'POST' ? { body: 'a' } : {}),
      });
      await send(request, unset);
    }
    expect(api.requests).toMatchObject([
      { method: 'POST', own: 'kept', body: 'a' },
      { method: 'DELETE', own: 'kept', body: '' },
    ]);
    const aborted = new Request(`${api.origin}/x`, { signal: AbortSignal.abort() });
    await expect(send(aborted, unset)).rejects.toMatchObject({ code: 'aborted' });
    expect(api.requests).toHaveLength(2);
  });

  test('withLynkAuth keeps the options of a Request, unless the call has its own', async () => {
    const received: Record<string, unknown>[] = [];
    const record = (url: string, init: object) => {
      received.push(init as Record<string, unknown>);
      return (fetch as (url: string, init: object) => ReturnType<AnyFetch>)(url, init);
    };
    await using api = await startApi();
    const send = withLynkAuth(record as AnyFetch, { token, endpoint: api.endpoint });
    const options = { cache: 'no-store', credentials: 'omit', keepalive: true } as const;
    await send(new Request(api.endpoint, options));
    await send(new Request(api.endpoint, options), { cache: 'reload', keepalive: false });
    await send(new Request(api.endpoint));
    const kept = received.map(({ cache, credentials, keepalive }) => [cache, credentials, keepalive]);
    expect(kept).toEqual([
      ['no-store', 'omit', true],
      ['reload', 'omit', false],
      [undefined, undefined, undefined],
    ]);
    const integrity = `sha256-${'A'.repeat(43)}=`;
    await send(new Request(api.endpoint, { integrity })).catch(() => undefined);
    expect(received.at(-1)).toMatchObject({ integrity });
  });

  test('withLynkAuth sends bytes in shared memory, and of another realm', async () => {
    await using api = await startApi();
    const send = withLynkAuth(fetch, { token: renewed(), endpoint: api.endpoint });
    const shared = new Uint8Array(new SharedArrayBuffer(4), 1, 2);
    shared.set([97, 98]);
    const foreign = runInNewContext('new Uint8Array([97, 98]).buffer') as ArrayBuffer;
    for (const body of [shared, foreign])
      await send(`${api.origin}/x`, { method: 'PUT', body: body as never });
    expect(api.requests.map(({ body }) => body)).toEqual(['ab', 'ab', 'ab']);
  });

  test.each(implementations.filter(({ classes }) => 'FormData' in (classes as object)))(
    'withLynkAuth sends a form and a Blob of $name, and again after a 401',
    async (other) => {
      await using api = await startApi();
      const { FormData, Blob = globalThis.Blob } = other.classes as typeof globalThis;
      const form = new FormData();
      form.append('field', 'a\nb');
      form.append('file', new Blob(['bytes']), 'f.txt');
      const init = { method: 'POST', body: form };
      await withLynkAuth(fetch, { token: renewed(), endpoint: api.endpoint })(api.endpoint, init);
      expect(api.requests.map(({ isAuthorized }) => isAuthorized)).toEqual([false, true]);
      for (const { contentType, body } of api.requests) {
        expect(contentType).toMatch(/^multipart\/form-data; boundary=/);
        expect(body).toMatch(/name="field"\r\n\r\na\r\nb\r\n/);
        expect(body).toMatch(/name="file"; filename="f.txt"\r\n.*\r\n\r\nbytes\r\n/);
      }
      const blob = new Blob(['{}'], { type: 'application/json' });
      await withLynkAuth(fetch, { token, endpoint: api.endpoint })(api.endpoint, {
        method: 'POST',
        body: blob,
      });
      expect(api.requests.at(-1)).toMatchObject({ body: '{}', contentType: 'application/json' });
    },
  );

  test('withLynkAuth sends the URL, parameters and headers of jsdom', async () => {
    await using api = await startApi();
    const send = withLynkAuth(fetch, { token, endpoint: api.endpoint });
    const url = new window.URL('/x?a=b', api.origin);
    const headers = new window.Headers({ 'x-own': 'kept' });
    const body = new window.URLSearchParams({ c: 'd' });
    await send(url, { method: 'POST', headers, body });
    expect(api.requests).toMatchObject([
      {
        path: '/x?a=b',
        body: 'c=d',
        own: 'kept',
        contentType: 'application/x-www-form-urlencoded;charset=UTF-8',
      },
    ]);
  });

  test('nothing is sent that is not what the caller means', async () => {
    await using api = await startApi();
    const send = withLynkAuth(fetch, { token, endpoint: api.endpoint });
    const client = createLynkClient({ token, endpoint: api.endpoint, fetch });
    const post = (body: unknown) => send(api.endpoint, { method: 'POST', body: body as BodyInit });
    const file = new window.File(['x'], 'x') as unknown as File;
    const form = new window.FormData();
    form.append('file', file);
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const used = new Request(api.endpoint, { method: 'POST', body: 'x' });
    await used.text();
    const calls = [
      () => send({} as Request),
      () => send({ method: 'GET', headers: {} } as Request),
      () => send(undefined as never),
      () => send(used),
      () => post({ query: '{ a }' }),
      () => post(new Map()),
      () => post(file),
      () => post(form),
      () => client.upload(mutation, { doc: file }),
      ...[new Blob(['x']), foreignBlob('x'), file, new Map([['a', 1]]), new Set([1]), Promise.resolve(1)].map(
        (value) => () => client.query(mutation, { list: [{ value }] }),
      ),
      () => client.query(mutation, { value: new Uint8Array(2) }),
      () => client.upload(mutation, { doc: new Blob(['x']), value: Buffer.from('x') }),
      ...notData().map(
        ([, value]) =>
          () =>
            client.query(mutation, { value }),
      ),
      () => client.query(mutation, { value: 1n }),
      () => client.query(mutation, cycle),
      () => client.upload(mutation, { doc: new Blob(['x']), value: new FormData() }),
    ];
    for (const call of calls) {
      await expect(call(), String(call)).rejects.toMatchObject({ code: 'configuration' });
    }
    expect(api.requests).toEqual([]);
  });
});

test('a response without a body, or of a HEAD request, works with every fetch', async () => {
  await using api = await startApi();
  for (const { fetch } of implementations) {
    const send = withLynkAuth(fetch, { token, endpoint: api.endpoint });
    expect(await (await send(api.endpoint, { method: 'HEAD' })).text()).toBe('');
    const empty = await send(`${api.origin}/empty`);
    expect([empty.status, await empty.text()]).toEqual([204, '']);
  }
});
