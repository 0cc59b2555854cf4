/// <reference types="node" />
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import type { Source } from '@lynk-auth/verifier';
import { createVerifier } from '@lynk-auth/verifier';
import { describe, expect, it, test } from 'vitest';
import { createCheckSource } from '../src/create-check-source.ts';
import { createIntrospectionSource } from '../src/create-introspection-source.ts';
import type { RemoteOptions } from '../src/read-options.ts';
import { failure } from './failure.ts';
import { json, type Respond, startServer } from './start-server.ts';
import { ownToken, personal, service } from './tokens.ts';

const { token, digests } = personal;
const JSON_TYPE = { 'content-type': 'application/json' };
const active = {
  active: true,
  sub: 'u1',
  lynk_kind: 'personal',
  lynk_token_id: 't1',
  lynk_organization_id: 'o1',
};
const taken = { data: { organization: { id: 'o1', name: 'Acme Corp' } } };

type Make = (endpoint: string, options?: Partial<RemoteOptions>) => Source;
const introspection: Make = (endpoint, options) =>
  createIntrospectionSource({
    endpoint,
    maxStalenessSeconds: 10,
    timeoutMs: 10_000,
    credentials: { clientId: 'us', clientSecret: 's3cr3t' },
    ...options,
  });
const check: Make = (endpoint, options) =>
  createCheckSource({
    endpoint,
    maxStalenessSeconds: 10,
    timeoutMs: 10_000,
    permissions: ['view_sboms'],
    ...options,
  });

const sources = [
  { name: 'introspection', make: introspection, good: active },
  { name: 'check', make: check, good: taken },
] as const;

/** Sends a gigabyte, as fast as somebody reads it; counts what was taken. */
async function flood(response: ServerResponse, count: (bytes: number) => void) {
  const chunk = Buffer.alloc(16_384, ' ');
  async function* chunks() {
    for (let sent = 0; sent < 2 ** 30; sent += chunk.length) {
      count(chunk.length);
      yield chunk;
    }
  }
  // It fails where the other side has gone.
  await pipeline(chunks, response).catch(() => undefined);
}

describe.each(sources)('$name', ({ make, good }) => {
  const text = JSON.stringify(good);
  const ask = async (respond: Respond, options: Partial<RemoteOptions> = {}) => {
    await using server = await startServer(respond);
    const error = await failure(make(server.endpoint, options).lookup(token, digests));
    // Nothing is tried twice.
    expect(server.arrived).toHaveLength(1);
    return error;
  };

  test('the answer that the lies are made of is taken', async () => {
    await using server = await startServer(json(good));
    expect(await make(server.endpoint).lookup(token, digests)).toMatchObject({ ok: true });
  });

  it.each<[string, Respond, object]>([
    [
      'a page',
      json('<html>log in</html>', 200, { 'content-type': 'text/html' }),
      { problem: 'wrong_content_type' },
    ],
    [
      'the right answer as a page',
      json(good, 200, { 'content-type': 'text/html' }),
      { problem: 'wrong_content_type' },
    ],
    ['no type', (response) => response.end(text), { problem: 'wrong_content_type' }],
    ['a page that is called JSON', json('<html>log in</html>'), { problem: 'not_json' }],
    ['cut JSON', json(text.slice(0, -1)), { problem: 'not_json' }],
    ['nothing', json(''), { problem: 'not_json' }],
    [
      'bytes that are no text',
      (r) => r.writeHead(200, JSON_TYPE).end(Buffer.from([0x22, 0xff, 0x22])),
      { problem: 'not_json' },
    ],
    ['a list', json([good]), { problem: 'wrong_shape' }],
    ['null', json('null'), { problem: 'wrong_shape' }],
    ['a name twice', json(`${text.slice(0, -1)},${text.slice(1)}`), { problem: 'wrong_shape' }],
    ['a good answer with 201', json(good, 201), { code: 'bad_response' }],
    ['a good answer with 206', json(good, 206), { code: 'bad_response' }],
    ['204', (response) => response.writeHead(204).end(), { code: 'bad_response' }],
    ['400', json(good, 400), { code: 'bad_request' }],
    ['404', json(good, 404), { code: 'http', status: 404 }],
    [
      '429',
      json(good, 429, { 'retry-after': '3600' }),
      { code: 'too_many_requests', retryAfterSeconds: undefined },
    ],
    ['500', json(good, 500), { code: 'http', status: 500 }],
    [
      '503',
      json(good, 503, { 'retry-after': '3600' }),
      { code: 'service_unavailable', retryAfterSeconds: undefined },
    ],
    [
      'an error that repeats the token',
      json({ errors: [{ message: token }], error: token }, 400),
      { code: 'bad_request' },
    ],
    ['a connection that is cut', (response) => response.destroy(), { code: 'network' }],
    [
      'a body that is cut',
      (response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' }).write(text);
        setTimeout(() => response.destroy(), 5);
      },
      { code: 'network' },
    ],
    [
      'more headers than there may be',
      json(good, 200, { 'x-long': 'x'.repeat(100_000) }),
      { code: 'network' },
    ],
    [
      'what is packed in a way that it is not',
      json(good, 200, { 'content-encoding': 'gzip' }),
      { code: 'network' },
    ],
    [
      'a small body that unpacks to a large one',
      (response) =>
        response
          .writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(16 * 2 ** 20, ' '))),
      { problem: 'too_large' },
    ],
    ['one byte more than there may be', json(text.padEnd(65_537)), { problem: 'too_large' }],
  ])('does not take %s', async (_, respond, expected) => {
    expect(await ask(respond)).toMatchObject(expected);
  });

  it('takes as many bytes as there may be', async () => {
    await using server = await startServer(json(text.padEnd(65_536)));
    expect(await make(server.endpoint).lookup(token, digests)).toMatchObject({ ok: true });
  });

  it.each([200, 401, 500])('reads no more of an endless body than it takes, with %d', async (status) => {
    let sent = 0;
    let over: Promise<void> | undefined;
    const error = await ask(async (response) => {
      over = flood(response.writeHead(status, JSON_TYPE), (bytes) => {
        sent += bytes;
      });
    });
    expect(error).toMatchObject({ code: 'bad_response', problem: 'too_large' });
    await over;
    // What lay in the buffers of the two sockets.
    expect(sent).toBeLessThan(32 * 2 ** 20);
  });

  it.each<[string, Respond]>([
    ['never answers', () => undefined],
    ['never ends', (response) => response.writeHead(200, JSON_TYPE).write(text)],
    [
      'trickles',
      (response) => {
        response.writeHead(200, JSON_TYPE);
        const timer = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('waits for a server that %s until the limit, and then lets go', async (_, respond) => {
    const closed: Promise<unknown>[] = [];
    await using server = await startServer((response, request) => {
      closed.push(once(response, 'close'));
      respond(response, request);
    });
    const error = await failure(make(server.endpoint, { timeoutMs: 300 }).lookup(token, digests));
    expect(error).toMatchObject({ code: 'timeout', timeoutMs: 300 });
    expect(closed).toHaveLength(1);
    await closed[0];
  });

  it('lets go of an answer that it does not read', async () => {
    const closed: Promise<unknown>[] = [];
    await using server = await startServer((response) => {
      closed.push(once(response, 'close'));
      response.writeHead(302, { location: '/elsewhere' }).write('It is');
    });
    expect(await failure(make(server.endpoint).lookup(token, digests))).toMatchObject({ code: 'network' });
    await closed[0];
  });

  it('waits no longer for a fetch that does not listen', async () => {
    const fetch = () => new Promise<Response>(() => {});
    const deaf = make('https://a.example', { fetch, timeoutMs: 20 }).lookup(token, digests);
    expect(await failure(deaf)).toMatchObject({ code: 'timeout' });
  });

  it.each([300, 301, 302, 303, 304, 307, 308])('goes nowhere after a %d', async (status) => {
    await using other = await startServer(json(good));
    const location = other.endpoint.replace('127.0.0.1', 'localhost');
    const error = await ask((response) => response.writeHead(status, { location }).end());
    expect(error).toMatchObject({ code: 'network' });
    expect(error.message).toContain('redirect');
    expect(other.arrived).toEqual([]);
  });

  it('does not take what a fetch brings that followed a redirect, or what it hides', async () => {
    await using other = await startServer(json(good));
    const location = other.endpoint;
    const follow: RemoteOptions['fetch'] = (url, init) => fetch(url, { ...init, redirect: 'follow' });
    const followed = await ask((response) => response.writeHead(307, { location }).end(), { fetch: follow });
    expect(followed.message).toContain('redirect');
    const opaque = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
    const hidden = make('https://a.example', { fetch: async () => opaque }).lookup(token, digests);
    expect((await failure(hidden)).message).toContain('redirect');
  });

  it('says no more of an error than its code', async () => {
    const thrown = [
      Object.assign(new TypeError(`fetch failed for ${token}`), { cause: { code: 'ECONNREFUSED' } }),
      Object.assign(new Error(token), { code: token.toUpperCase() }),
      token,
      undefined,
    ];
    const messages: string[] = [];
    for (const each of thrown) {
      const fetch = async () => {
        throw each;
      };
      messages.push((await failure(make('https://a.example', { fetch }).lookup(token, digests))).message);
    }
    expect(messages[0]).toContain(': ECONNREFUSED.');
    expect(new Set(messages.slice(1))).toEqual(
      new Set(['The API could not be reached, or the connection broke.']),
    );
  });

  it('shares one request among those who ask at the same time', async () => {
    const waiting: ServerResponse[] = [];
    await using server = await startServer((response) => waiting.push(response));
    const source = make(server.endpoint);
    const answers = Array.from({ length: 20 }, () => source.lookup(token, digests));
    while (waiting[0] === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
    json(good)(waiting[0]);
    const oks = (await Promise.all(answers)).map(({ ok }) => ok);
    expect(oks).toEqual(Array(20).fill(true));
    expect(server.arrived).toHaveLength(1);
  });

  it('is 503 through a verifier while the server is down, and comes back by itself', async () => {
    const first = await startServer(json(good));
    const port = Number(new URL(first.endpoint).port);
    const errors: unknown[] = [];
    const verifier = createVerifier({
      source: make(first.endpoint),
      observe: (event) => {
        if (event.type === 'refused') errors.push(event.error);
      },
    });
    // A token that nobody has asked for each time: an answer may be used again.
    expect(await verifier.verify(token)).toMatchObject({ ok: true });
    await first[Symbol.asyncDispose]();
    expect(await verifier.verify(service.token)).toMatchObject({
      kind: 'unavailable',
      reason: 'source_down',
    });
    await using second = await startServer(json(good), port);
    expect(await verifier.verify(ownToken)).toMatchObject({ ok: true });
    expect(second.arrived).toHaveLength(1);
    expect(errors).toEqual([
      { name: 'LynkNetworkError', message: expect.stringContaining('could not be reached') },
    ]);
  });
});

describe('introspection', () => {
  const now = Math.floor(Date.now() / 1000);
  it.each([
    { active: 'true' },
    { active: 1 },
    { active: null },
    {},
    { active: true },
    { ...active, active: 'true' },
    { ...active, exp: String(now + 60) },
    { ...active, exp: now + 60.5 },
    { ...active, exp: null },
    { ...active, exp: 1e300 },
    { ...active, exp: 2 ** 53 },
    { ...active, exp: 8.64e12 + 1 },
    { ...active, exp: [now + 60] },
    { ...active, iat: 'now' },
    { ...active, nbf: false },
    { ...active, token_type: 7 },
    { ...active, token_type: null },
    { ...active, scope: ['view_sboms'] },
    { ...active, scope: 'view  sboms' },
    { ...active, sub: '' },
    { ...active, lynk_kind: 'admin' },
    { ...active, lynk_kind: 'service' },
    { ...active, lynk_token_id: 7 },
    { ...active, lynk_organization_id: undefined },
    { data: taken.data },
  ])('does not take %j', async (said) => {
    await using server = await startServer(json(said));
    const error = await failure(introspection(server.endpoint).lookup(token, digests));
    expect(error).toMatchObject({ code: 'bad_response', problem: 'wrong_shape', status: 200 });
  });

  it('does not take 401 and 403 for an answer about the token', async () => {
    for (const [status, code] of [
      [401, 'unauthorized'],
      [403, 'forbidden'],
    ] as const) {
      await using server = await startServer(json(active, status));
      const error = await failure(introspection(server.endpoint).lookup(token, digests));
      expect(error).toMatchObject({ code });
    }
  });
});

describe('check', () => {
  const { organization } = taken.data;
  it.each([
    { data: null },
    { data: {} },
    { data: { organization: null } },
    { data: { organization: [organization] } },
    { data: { organization: { ...organization, id: 7 } } },
    { data: { organization: { ...organization, id: '' } } },
    { data: { organization: { ...organization, id: 'o 1' } } },
    { data: { organization: { ...organization, id: 'x'.repeat(201) } } },
    { data: { organization: { id: 'o1' } } },
    { organization },
    { ...taken, errors: 'none' },
    active,
  ])('does not take %j', async (said) => {
    await using server = await startServer(json(said));
    const error = await failure(check(server.endpoint).lookup(token, digests));
    expect(error).toMatchObject({ code: 'bad_response', problem: 'wrong_shape' });
  });

  it('does not take data with errors, and repeats nothing of them', async () => {
    await using server = await startServer(
      json({ ...taken, errors: [{ message: `for ${token.slice(12)}`, extensions: { code: token } }] }),
    );
    expect(await failure(check(server.endpoint).lookup(token, digests))).toMatchObject({ code: 'graphql' });
  });
});
