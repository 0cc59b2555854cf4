import type { HttpResponse } from '@lynk-auth/core/server';
import type { BrokenPlugin } from './broken-plugin.ts';
import { type Parts, parts, sendResponse } from './reference-plugin.ts';

/** Changes every refusal on its way out. */
const send =
  (change: (refusal: HttpResponse) => HttpResponse): Parts['send'] =>
  (refusal, request, response) =>
    sendResponse(change(refusal), request, response);

const withHeaders = (change: (headers: Record<string, string>) => void) =>
  send((refusal) => {
    const headers = { ...refusal.headers };
    change(headers);
    return { ...refusal, headers };
  });

const unknownToken = 'Authorization: unknown token';

/** Plugins that send wrong responses. */
export const brokenResponses: Readonly<Record<string, BrokenPlugin>> = {
  'it sends 403 for an invalid token': [
    unknownToken,
    { send: send((refusal) => ({ ...refusal, status: 403 })) },
  ],
  'it sends 401 for two headers': [
    'Authorization: two headers, both valid',
    { send: send((refusal) => ({ ...refusal, status: refusal.status === 400 ? 401 : refusal.status })) },
  ],
  'it forgets the challenge': [
    unknownToken,
    { send: withHeaders((headers) => delete headers['WWW-Authenticate']) },
  ],
  'its challenge to an anonymous request has an error': [
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
  'its body tells that the owner is suspended': [
    'a token gets the same response whatever the reason to reject it',
    {
      async authenticate(authenticator, request) {
        const result = await authenticator.authenticate(request);
        if (result.ok || result.reason !== 'owner_suspended') return result;
        const body = result.response.body.replaceAll('Unauthorized', 'Suspended');
        return { ...result, response: { ...result.response, body } };
      },
    },
  ],
  'its body is another JSON of the same meaning': [
    unknownToken,
    { send: send((refusal) => ({ ...refusal, body: JSON.stringify(JSON.parse(refusal.body), null, 2) })) },
  ],
  'its error responses can be cached': [
    unknownToken,
    { send: withHeaders((headers) => delete headers['Cache-Control']) },
  ],
  'its error responses are plain text': [
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
    'throttled requests get 429 with Retry-After',
    { send: withHeaders((headers) => delete headers['Retry-After']) },
  ],
  'it gives a wrong Retry-After': [
    'an unavailable source gets 503 with Retry-After',
    {
      send: withHeaders((headers) => {
        if ('Retry-After' in headers) headers['Retry-After'] = '1';
      }),
    },
  ],
  'it takes a source out of reach for a bad token': [
    'a throttled or unavailable token is rejected in optional mode too',
    { send: send((refusal) => (refusal.status > 403 ? { ...refusal, status: 401 } : refusal)) },
  ],
  'it says nothing of when a token expires': [
    'Lynk-Token-Expires tells when the token does',
    { announce: () => undefined },
  ],
  'it says it only to whom it lets through': [
    'a caller without the permission gets 403 with the expiry of the token',
    {
      send(refusal, request, response) {
        response.removeHeader('Lynk-Token-Expires');
        return sendResponse(refusal, request, response);
      },
    },
  ],
  'it gives every challenge the default realm': [
    'every challenge has the realm of the plugin',
    {
      send: withHeaders((headers) => {
        headers['WWW-Authenticate'] =
          headers['WWW-Authenticate']?.replace(/realm="[^"]*"/, 'realm="api"') ?? '';
      }),
    },
  ],
  'it takes away what CORS had set': [
    'with CORS ahead a preflight succeeds and a rejection is readable',
    {
      send(refusal, request, response) {
        response.removeHeader('Access-Control-Allow-Origin');
        return sendResponse(refusal, request, response);
      },
    },
  ],
  'it refuses, and the handler begins': [
    'every method is refused alike',
    {
      send(refusal, request, response) {
        sendResponse(refusal, request, response);
        return true;
      },
    },
  ],
  'it closes the connection of an upload at once': [
    'a client that uploads with a bad token can read the response',
    {
      send({ status, headers, body }, _, response) {
        response.writeHead(status, { ...headers, Connection: 'close' }).end(body);
        return false;
      },
    },
  ],
  'it destroys the connection of an upload once the response is sent': [
    'a client that uploads without the permission can read the response',
    {
      send({ status, headers, body }, request, response) {
        response.writeHead(status, headers).end(body, () => request.socket.destroy());
        return false;
      },
    },
  ],
  'it receives a body for as long as the client sends': [
    'a rejected request whose body never ends is cut',
    {
      send({ status, headers, body }, request, response) {
        request.resume();
        response.writeHead(status, headers).end(body);
        return false;
      },
    },
  ],
  'it cuts large bodies only': [
    'a rejected request whose body never ends is cut',
    {
      send(refusal, request, response) {
        if (request.headers['content-length'] !== '1000') return sendResponse(refusal, request, response);
        response.writeHead(refusal.status, refusal.headers).end(refusal.body);
        return false;
      },
    },
  ],
  'it receives the body before it responds': [
    'a gigabyte with a bad token is rejected before it is read',
    {
      send(refusal, request, response) {
        request.resume().on('end', () => sendResponse(refusal, request, response));
        return false;
      },
    },
  ],
  'it closes every connection': [
    'a rejected request without a body leaves the connection open',
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
  'it responds to a conditional request with 304': [
    'what a client prefers changes no refusal',
    {
      before(request, response) {
        if (request.headers['if-none-match'] !== '*') return false;
        response.writeHead(304).end();
        return true;
      },
    },
  ],
  'it responds to HEAD without its headers': [
    'every row with HEAD gets the same response without a body',
    {
      send(refusal, request, response) {
        if (request.method === 'HEAD') response.writeHead(refusal.status).end();
        else sendResponse(refusal, request, response);
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
    'a client that disconnects before the verifier returns',
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
    'a client that waits for 100-continue is rejected',
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
  'it keeps one principal for acceptsAll': (() => {
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
  'requirePermission accepts every principal': [
    'Authorization: permission missing',
    { createCheck: () => () => null },
  ],
  'requirePermission.any requires all permissions': [
    'requirePermission.any accepts a caller with one of the permissions',
    { createCheck: (permissions) => parts.createCheck(permissions) },
  ],
  'requirePermission.any looks at the first permission only': [
    'requirePermission.any accepts a caller with one of the permissions',
    { createCheck: (permissions) => parts.createCheck(permissions.slice(0, 1)) },
  ],
  'requirePermission.any accepts every principal': [
    'requirePermission.any accepts a caller with one of the permissions, with the error format problem',
    {
      createCheck: (permissions, needs) =>
        needs === 'any' ? () => null : parts.createCheck(permissions, needs),
    },
  ],
  'requirePermission accepts anonymous requests': [
    'an anonymous request has no permission in optional mode',
    {
      createCheck(permissions, needs) {
        const check = parts.createCheck(permissions, needs);
        return (request) => {
          const refusal = check(request);
          return refusal?.status === 401 ? null : refusal;
        };
      },
    },
  ],
  'requirePermission is an open door where no plugin ran': [
    'requirePermission without the plugin fails',
    {
      createCheck(permissions, needs) {
        const check = parts.createCheck(permissions, needs);
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
