import type { HttpResponse } from '@lynk-auth/core/server';
import type { BrokenPlugin } from './broken-plugin.ts';
import { type Parts, parts, sendResponse } from './reference-plugin.ts';

/** Changes every refusal on its way out. */
const send =
  (change: (answer: HttpResponse) => HttpResponse): Parts['send'] =>
  (answer, request, response) =>
    sendResponse(change(answer), request, response);

const withHeaders = (change: (headers: Record<string, string>) => void) =>
  send((answer) => {
    const headers = { ...answer.headers };
    change(headers);
    return { ...answer, headers };
  });

const unknownToken = 'Authorization: unknown token';

/** Plugins whose answers are wrong. */
export const brokenResponses: Readonly<Record<string, BrokenPlugin>> = {
  'it answers 403 for a bad token': [unknownToken, { send: send((answer) => ({ ...answer, status: 403 })) }],
  'it answers 401 for two headers': [
    'Authorization: two headers, both valid',
    { send: send((answer) => ({ ...answer, status: answer.status === 400 ? 401 : answer.status })) },
  ],
  'it forgets the challenge': [
    unknownToken,
    { send: withHeaders((headers) => delete headers['WWW-Authenticate']) },
  ],
  'its challenge of nobody has an error': [
    'Authorization: no header',
    {
      send: withHeaders((headers) => {
        headers['WWW-Authenticate'] = 'Bearer realm="api", error="invalid_token"';
      }),
    },
  ],
  'its challenge tells why': [
    'Authorization: revoked token',
    {
      send: withHeaders((headers) => {
        headers['WWW-Authenticate'] += ', error_description="it was revoked"';
      }),
    },
  ],
  'its body tells why': [
    'Authorization: revoked token',
    {
      async authenticate(authenticator, request) {
        const result = await authenticator.authenticate(request);
        if (result.ok) return result;
        return {
          ...result,
          response: { ...result.response, body: `{"errors":[{"message":"${result.reason}"}]}` },
        };
      },
    },
  ],
  'its body is another JSON of the same meaning': [
    unknownToken,
    { send: send((answer) => ({ ...answer, body: JSON.stringify(JSON.parse(answer.body), null, 2) })) },
  ],
  'its answers may be kept by caches': [
    unknownToken,
    { send: withHeaders((headers) => delete headers['Cache-Control']) },
  ],
  'its answers are text': [
    unknownToken,
    {
      send: withHeaders((headers) => {
        headers['Content-Type'] = 'text/plain';
      }),
    },
  ],
  'it adds a header of its own': [
    unknownToken,
    {
      send: withHeaders((headers) => {
        headers['X-Auth-Failure'] = 'yes';
      }),
    },
  ],
  'it forgets Retry-After': [
    'too many failures are 429, with the time to wait',
    { send: withHeaders((headers) => delete headers['Retry-After']) },
  ],
  'it gives a wrong Retry-After': [
    'a source that is out of reach is 503, with the time to wait',
    {
      send: withHeaders((headers) => {
        if ('Retry-After' in headers) headers['Retry-After'] = '1';
      }),
    },
  ],
  'it takes a source out of reach for a bad token': [
    'neither lets in whoever shows a token in optional mode',
    { send: send((answer) => (answer.status > 403 ? { ...answer, status: 401 } : answer)) },
  ],
  'it says nothing of when a token expires': [
    'Lynk-Token-Expires tells when the token does',
    { announce: () => undefined },
  ],
  'it says it only to whom it lets through': [
    'who lacks it is refused, and told when the token expires',
    {
      send(answer, request, response) {
        response.removeHeader('Lynk-Token-Expires');
        return sendResponse(answer, request, response);
      },
    },
  ],
  'it gives every challenge the default realm': [
    'the realm is the plugin’s, in every challenge',
    {
      send: withHeaders((headers) => {
        headers['WWW-Authenticate'] =
          headers['WWW-Authenticate']?.replace(/realm="[^"]*"/, 'realm="api"') ?? '';
      }),
    },
  ],
  'it takes away what CORS had set': [
    'behind CORS a preflight is answered, and a refusal can be read',
    {
      send(answer, request, response) {
        response.removeHeader('Access-Control-Allow-Origin');
        return sendResponse(answer, request, response);
      },
    },
  ],
  'it refuses, and the handler begins': [
    'every method is refused alike',
    {
      send(answer, request, response) {
        sendResponse(answer, request, response);
        return true;
      },
    },
  ],
  'it leaves a connection open that will carry a gigabyte': [
    'a gigabyte with a bad token is refused before it is read',
    {
      send({ status, headers, body }, _, response) {
        response.writeHead(status, headers).end(body);
        return false;
      },
    },
  ],
  'it leaves a connection open that will carry who knows what': [
    'a body of unknown length without a token is refused before it is read',
    {
      send({ status, headers, body }, _, response) {
        response.writeHead(status, headers).end(body);
        return false;
      },
    },
  ],
  'it closes every connection': [
    'a refusal without a body leaves the connection open',
    { send: withHeaders((headers) => Object.assign(headers, { Connection: 'close' })) },
  ],
  'its errors tell': [
    'a verifier that throws',
    { fail: (error, response) => void response.writeHead(500).end((error as Error).message) },
  ],
  'its errors are 401': [
    'a verifier that rejects',
    { fail: (_, response) => void response.writeHead(401).end() },
  ],
  'it answers a conditional request with 304': [
    'what a client prefers changes no refusal',
    {
      before(request, response) {
        if (request.headers['if-none-match'] !== '*') return false;
        response.writeHead(304).end();
        return true;
      },
    },
  ],
  'it answers HEAD without its headers': [
    'every row, asked with HEAD: the same without a body',
    {
      send(answer, request, response) {
        if (request.method === 'HEAD') response.writeHead(answer.status).end();
        else sendResponse(answer, request, response);
        return false;
      },
    },
  ],
  'it hands upgrades over': [
    'an upgrade is refused like any other request',
    {
      serve: (server) =>
        void server.on('upgrade', (_, socket) => {
          socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
        }),
    },
  ],
  'a client that goes away takes it along': [
    'a client that is gone when the verifier answers',
    {
      serve: (server) =>
        void server.on('request', (_, response) => {
          response.on('close', () => {
            if (!response.writableFinished) server.close();
          });
        }),
    },
  ],
  'it asks for 100-continue first': [
    'a client that waits for 100-continue is refused',
    { serve: (server) => void server.on('checkContinue', (_, response) => response.writeHead(417).end()) },
  ],
  'it hands out a text for the principal': [
    'the handler is given the principal of a personal token',
    { principalOf: (_, { principal }) => JSON.stringify(principal) },
  ],
  'it hands out a principal without the time of its end': [
    'the handler is given the principal of a token that expires',
    { principalOf: (_, { principal }) => ({ ...principal, expiresAt: null }) },
  ],
  'it keeps the principal of a connection': [
    'requests on one connection are given each its own',
    {
      principalOf(request, { principal }) {
        const socket = request.socket as { first?: unknown };
        socket.first ??= principal;
        return socket.first;
      },
    },
  ],
  'it keeps one principal for everybody': (() => {
    let last: unknown;
    return [
      'requests at one time are given each its own',
      {
        async authenticate(authenticator, request) {
          const result = await authenticator.authenticate(request);
          if (result.ok) last = result.principal;
          await new Promise((resolve) => setTimeout(resolve, 20));
          return result;
        },
        principalOf: () => last,
      },
    ];
  })(),
  'requirePermission lets everybody in': [
    'Authorization: permission missing',
    { createCheck: () => () => null },
  ],
  'requirePermission lets nobody in, as optional mode does': [
    'in optional mode nobody has no permission',
    {
      createCheck(permissions) {
        const check = parts.createCheck(permissions);
        return (request) => {
          const refusal = check(request);
          return refusal?.status === 401 ? null : refusal;
        };
      },
    },
  ],
  'requirePermission is an open door where no plugin ran': [
    'a permission asked where no plugin ran is a bug, and no open door',
    {
      createCheck(permissions) {
        const check = parts.createCheck(permissions);
        return (request) => {
          try {
            return check(request);
          } catch {
            return null;
          }
        };
      },
    },
  ],
};
