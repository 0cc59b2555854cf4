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
import { catchLynkError } from './catch-lynk-error.ts';
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
const accepted = { data: { organization: { id: 'o1', name: 'Acme Corp' } } };

type CreateSource = (endpoint: string, options?: Partial<RemoteOptions>) => Source;
const introspection: CreateSource = (endpoint, options) =>
  createIntrospectionSource({
    endpoint,
    maxStalenessSeconds: 10,
    timeoutMs: 10_000,
    credentials: { clientId: 'api', clientSecret: 's3cr3t' },
    ...options,
  });
const check: CreateSource = (endpoint, options) =>
  createCheckSource({
    endpoint,
    maxStalenessSeconds: 10,
    timeoutMs: 10_000,
    permissions: ['view_sboms'],
    ...options,
  });

const sources = [
  { name: 'introspection', create: introspection, valid: active },
  { name: 'check', create: check, valid: accepted },
] as const;

/** Streams one gigabyte as fast as the client reads it, and reports the bytes that were written. */
async function sendGigabyte(response: ServerResponse, count: (bytes: number) => void) {
  const chunk = Buffer.alloc(16_384, ' ');
  async function* chunks() {
    for (let sent = 0; sent < 2 ** 30; sent += chunk.length) {
      count(chunk.length);
      yield chunk;
    }
  }
  // Rejects when the client has disconnected.
  await pipeline(chunks, response).catch(() => undefined);
}

describe.each(sources)('$name', ({ create, valid }) => {
  const text = JSON.stringify(valid);
  const lookupError = async (respond: Respond, options: Partial<RemoteOptions> = {}) => {
    await using server = await startServer(respond);
    const error = await catchLynkError(create(server.endpoint, options).lookup(token, digests));
    // Nothing is retried.
    expect(server.requests).toHaveLength(1);
    return error;
  };

  test('accepts the valid response that the malformed ones are derived from', async () => {
    await using server = await startServer(json(valid));
    expect(await create(server.endpoint).lookup(token, digests)).toMatchObject({ ok: true });
  });

  it.each<[string, Respond, object]>([
    [
      'an HTML page',
      json('<html>log in</html>', 200, { 'content-type': 'text/html' }),
      { problem: 'wrong_content_type' },
    ],
    [
      'a valid response with the content type of HTML',
      json(valid, 200, { 'content-type': 'text/html' }),
      { problem: 'wrong_content_type' },
    ],
    ['no content type', (response) => response.end(text), { problem: 'wrong_content_type' }],
    ['an HTML page with the content type of JSON', json('<html>log in</html>'), { problem: 'not_json' }],
    ['truncated JSON', json(text.slice(0, -1)), { problem: 'not_json' }],
    ['an empty body', json(''), { problem: 'not_json' }],
    [
      'invalid UTF-8',
      (response) => response.writeHead(200, JSON_TYPE).end(Buffer.from([0x22, 0xff, 0x22])),
      { problem: 'not_json' },
    ],
    ['an array', json([valid]), { problem: 'wrong_shape' }],
    ['null', json('null'), { problem: 'wrong_shape' }],
    ['a duplicate name', json(`${text.slice(0, -1)},${text.slice(1)}`), { problem: 'wrong_shape' }],
    ['a valid body with status 201', json(valid, 201), { code: 'bad_response' }],
    ['a valid body with status 206', json(valid, 206), { code: 'bad_response' }],
    ['status 204', (response) => response.writeHead(204).end(), { code: 'bad_response' }],
    ['status 400', json(valid, 400), { code: 'bad_request' }],
    ['status 404', json(valid, 404), { code: 'http', status: 404 }],
    [
      'status 429',
      json(valid, 429, { 'retry-after': '3600' }),
      { code: 'too_many_requests', retryAfterSeconds: undefined },
    ],
    ['status 500', json(valid, 500), { code: 'http', status: 500 }],
    [
      'status 503',
      json(valid, 503, { 'retry-after': '3600' }),
      { code: 'service_unavailable', retryAfterSeconds: undefined },
    ],
    [
      'an error that repeats the token',
      json({ errors: [{ message: token }], error: token }, 400),
      { code: 'bad_request' },
    ],
    ['a closed connection', (response) => response.destroy(), { code: 'network' }],
    [
      'a connection that closes within the body',
      (response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' }).write(text);
        setTimeout(() => response.destroy(), 5);
      },
      { code: 'network' },
    ],
    [
      'headers above the size limit',
      json(valid, 200, { 'x-long': 'x'.repeat(100_000) }),
      { code: 'network' },
    ],
    [
      'a body that is not encoded as its content-encoding says',
      json(valid, 200, { 'content-encoding': 'gzip' }),
      { code: 'network' },
    ],
    [
      'a small compressed body that expands beyond the limit',
      (response) =>
        response
          .writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(16 * 2 ** 20, ' '))),
      { problem: 'too_large' },
    ],
    ['one byte more than the limit', json(text.padEnd(65_537)), { problem: 'too_large' }],
  ])('fails on %s', async (_, respond, expected) => {
    expect(await lookupError(respond)).toMatchObject(expected);
  });

  it('accepts a body of exactly the maximum size', async () => {
    await using server = await startServer(json(text.padEnd(65_536)));
    expect(await create(server.endpoint).lookup(token, digests)).toMatchObject({ ok: true });
  });

  it.each([200, 401, 500])('stops reading an endless body at the limit, with status %d', async (status) => {
    let sent = 0;
    let streamed: Promise<void> | undefined;
    const error = await lookupError(async (response) => {
      streamed = sendGigabyte(response.writeHead(status, JSON_TYPE), (bytes) => {
        sent += bytes;
      });
    });
    expect(error).toMatchObject({ code: 'bad_response', problem: 'too_large' });
    await streamed;
    // Allows for the buffers of both sockets.
    expect(sent).toBeLessThan(32 * 2 ** 20);
  });

  it.each<[string, Respond]>([
    ['never responds', () => undefined],
    ['never ends its response', (response) => response.writeHead(200, JSON_TYPE).write(text)],
    [
      'sends its response byte by byte',
      (response) => {
        response.writeHead(200, JSON_TYPE);
        const timer = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('aborts at the time limit when a server %s', async (_, respond) => {
    const closed: Promise<unknown>[] = [];
    await using server = await startServer((response, request) => {
      closed.push(once(response, 'close'));
      respond(response, request);
    });
    const error = await catchLynkError(create(server.endpoint, { timeoutMs: 300 }).lookup(token, digests));
    expect(error).toMatchObject({ code: 'timeout', timeoutMs: 300 });
    expect(closed).toHaveLength(1);
    await closed[0];
  });

  it('closes the connection of a response that it does not read', async () => {
    const closed: Promise<unknown>[] = [];
    await using server = await startServer((response) => {
      closed.push(once(response, 'close'));
      response.writeHead(302, { location: '/elsewhere' }).write('It is');
    });
    expect(await catchLynkError(create(server.endpoint).lookup(token, digests))).toMatchObject({
      code: 'network',
    });
    await closed[0];
  });

  it('times out when fetch ignores its signal', async () => {
    const fetch = () => new Promise<Response>(() => {});
    const lookup = create('https://a.example', { fetch, timeoutMs: 20 }).lookup(token, digests);
    expect(await catchLynkError(lookup)).toMatchObject({ code: 'timeout' });
  });

  it.each([300, 301, 302, 303, 304, 307, 308])(
    'does not follow a redirect with status %d',
    async (status) => {
      await using other = await startServer(json(valid));
      const location = other.endpoint.replace('127.0.0.1', 'localhost');
      const error = await lookupError((response) => response.writeHead(status, { location }).end());
      expect(error).toMatchObject({ code: 'network' });
      expect(error.message).toContain('redirect');
      expect(other.requests).toEqual([]);
    },
  );

  it('rejects a redirect that fetch has followed or hidden', async () => {
    await using other = await startServer(json(valid));
    const location = other.endpoint;
    const follow: RemoteOptions['fetch'] = (url, init) => fetch(url, { ...init, redirect: 'follow' });
    const followed = await lookupError((response) => response.writeHead(307, { location }).end(), {
      fetch: follow,
    });
    expect(followed.message).toContain('redirect');
    const opaque = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
    const hidden = create('https://a.example', { fetch: async () => opaque }).lookup(token, digests);
    expect((await catchLynkError(hidden)).message).toContain('redirect');
  });

  it('keeps nothing of a fetch error except its code', async () => {
    const thrown = [
      Object.assign(new TypeError(`fetch failed for ${token}`), { cause: { code: 'ECONNREFUSED' } }),
      Object.assign(new Error(token), { code: token.toUpperCase() }),
      token,
      undefined,
    ];
    const messages: string[] = [];
    for (const error of thrown) {
      const fetch = async () => {
        throw error;
      };
      messages.push(
        (await catchLynkError(create('https://a.example', { fetch }).lookup(token, digests))).message,
      );
    }
    expect(messages[0]).toContain(': ECONNREFUSED.');
    expect(new Set(messages.slice(1))).toEqual(
      new Set(['The API could not be reached, or the connection was lost.']),
    );
  });

  it('shares one request among concurrent lookups', async () => {
    const waiting: ServerResponse[] = [];
    await using server = await startServer((response) => waiting.push(response));
    const source = create(server.endpoint);
    const lookups = Array.from({ length: 20 }, () => source.lookup(token, digests));
    while (waiting[0] === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
    json(valid)(waiting[0]);
    const oks = (await Promise.all(lookups)).map(({ ok }) => ok);
    expect(oks).toEqual(Array(20).fill(true));
    expect(server.requests).toHaveLength(1);
  });

  it('is unavailable through a verifier while the server is down, and recovers on its own', async () => {
    const first = await startServer(json(valid));
    const port = Number(new URL(first.endpoint).port);
    const errors: unknown[] = [];
    const verifier = createVerifier({
      source: create(first.endpoint),
      observe: (event) => {
        if (event.type === 'refused') errors.push(event.error);
      },
    });
    // A different token each time, since a result may be reused.
    expect(await verifier.verify(token)).toMatchObject({ ok: true });
    await first[Symbol.asyncDispose]();
    expect(await verifier.verify(service.token)).toMatchObject({
      kind: 'unavailable',
      reason: 'source_down',
    });
    await using second = await startServer(json(valid), port);
    expect(await verifier.verify(ownToken)).toMatchObject({ ok: true });
    expect(second.requests).toHaveLength(1);
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
    { ...active, exp: '2099-01-01T00:00:00Z' },
    { ...active, exp: false },
    { ...active, nbf: String(now - 60) },
    { ...active, exp: [now + 60] },
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
    { data: accepted.data },
  ])('fails on %j', async (body) => {
    await using server = await startServer(json(body));
    const error = await catchLynkError(introspection(server.endpoint).lookup(token, digests));
    expect(error).toMatchObject({ code: 'bad_response', problem: 'wrong_shape', status: 200 });
  });

  it.each<[string, object, number | null]>([
    ['exp with a fraction', { exp: now + 60.5 }, (now + 60) * 1000],
    ['exp in milliseconds', { exp: (now + 60) * 1000 }, (now + 60) * 1000],
    ['exp that is null', { exp: null }, null],
    ['exp that is the largest integer of 64 bits', { exp: 2 ** 63 }, 253_402_300_799_000],
    [
      'exp, iat and nbf in milliseconds',
      { exp: (now + 60) * 1000, iat: (now - 60) * 1000, nbf: (now - 60) * 1000 },
      (now + 60) * 1000,
    ],
    ['iat and nbf that are null', { exp: now + 60, iat: null, nbf: null }, (now + 60) * 1000],
    ['iat that is a date-time', { exp: now + 60, iat: '2020-01-01T00:00:00Z' }, (now + 60) * 1000],
  ])('accepts %s', async (_, times, expiresAt) => {
    await using server = await startServer(json({ ...active, ...times }));
    const result = await introspection(server.endpoint).lookup(token, digests);
    expect(result).toMatchObject({ ok: true, validUntil: expiresAt, principal: { expiresAt } });
  });

  it.each<[string, object, string]>([
    ['exp in milliseconds that has passed', { exp: (now - 60) * 1000 }, 'expired'],
    ['exp that is 0', { exp: 0 }, 'expired'],
    ['nbf in milliseconds that is in the future', { nbf: (now + 600) * 1000 }, 'unknown'],
  ])('rejects %s', async (_, times, reason) => {
    await using server = await startServer(json({ ...active, ...times }));
    const result = await introspection(server.endpoint).lookup(token, digests);
    expect(result).toMatchObject({ ok: false, reason });
  });

  it('does not treat 401 and 403 as a statement about the token', async () => {
    for (const [status, code] of [
      [401, 'unauthorized'],
      [403, 'forbidden'],
    ] as const) {
      await using server = await startServer(json(active, status));
      const error = await catchLynkError(introspection(server.endpoint).lookup(token, digests));
      expect(error).toMatchObject({ code });
    }
  });
});

describe('check', () => {
  const { organization } = accepted.data;
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
    { ...accepted, errors: 'none' },
    active,
  ])('fails on %j', async (body) => {
    await using server = await startServer(json(body));
    const error = await catchLynkError(check(server.endpoint).lookup(token, digests));
    expect(error).toMatchObject({ code: 'bad_response', problem: 'wrong_shape' });
  });

  it('fails on data with errors, without repeating the errors', async () => {
    await using server = await startServer(
      json({ ...accepted, errors: [{ message: `for ${token.slice(12)}`, extensions: { code: token } }] }),
    );
    expect(await catchLynkError(check(server.endpoint).lookup(token, digests))).toMatchObject({
      code: 'graphql',
    });
  });
});
