import { once } from 'node:events';
import { contractTokens } from '@lynk-auth/conformance';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type * as GatewayApp from './apps/gateway-app.ts';
import type { Listening } from './apps/listen.ts';
import { createProject, hosts, type Project } from './create-project.ts';

describe.each(hosts)('gateways on Nest %i with the %s adapter', (version, platform) => {
  let project: Project;
  let gateways: typeof GatewayApp;
  let running: Listening;
  let optional: Listening;
  let verifier: ReturnType<typeof GatewayApp.createVerifier>;
  const clients: WebSocket[] = [];
  beforeAll(async () => {
    project = await createProject(version);
    gateways = await project.load('gateway-app');
    verifier = gateways.createVerifier();
    running = await gateways.start(platform, { verifier });
    optional = await gateways.start(platform, { optional: true });
  });
  beforeEach(() => {
    gateways.events.length = 0;
    verifier.revoked = false;
  });
  afterAll(async () => {
    for (const client of clients) client.terminate();
    await running.app.close();
    await optional.app.close();
    await project.dispose();
  });

  function open({ address }: Listening, path: string, token?: string): WebSocket {
    const client = new WebSocket(`${address.replace('http', 'ws')}${path}`, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    clients.push(client);
    return client;
  }

  /** Waits for the response to a rejected handshake. */
  async function readRefusal(client: WebSocket) {
    client.on('error', () => {});
    const [, response] = await once(client, 'unexpected-response');
    let text = '';
    for await (const chunk of response) text += chunk;
    return {
      status: response.statusCode,
      challenge: response.headers['www-authenticate'],
      text,
      type: response.headers['content-type'],
    };
  }

  async function connect(at: Listening, path: string, token?: string) {
    const client = open(at, path, token);
    const first = path.startsWith('/events') ? once(client, 'message') : undefined;
    await once(client, 'open');
    await first;
    return async (event: string): Promise<unknown> => {
      client.send(JSON.stringify({ event, data: {} }));
      const [message] = await once(client, 'message');
      return JSON.parse(String(message));
    };
  }

  const exception = (message: string, code: string) => ({
    event: 'exception',
    data: { status: 'error', message, code },
  });

  test.each([
    ['no token', undefined, 401, 'Bearer realm="api"', 'Unauthorized'],
    ['a bad token', contractTokens.unknown, 401, 'Bearer realm="api", error="invalid_token"', 'Unauthorized'],
    [
      'two tokens',
      `${contractTokens.valid}, Bearer ${contractTokens.valid}`,
      400,
      'Bearer realm="api", error="invalid_request"',
      'Bad Request',
    ],
    ['an unavailable source', contractTokens.unavailable, 503, undefined, 'Service Unavailable'],
    ['a verifier that throws', contractTokens.throws, 500, undefined, 'Internal Server Error'],
    ['a verifier that rejects', contractTokens.rejects, 500, undefined, 'Internal Server Error'],
  ])('rejects a handshake with %s', async (_, token, status, challenge, message) => {
    const code = message.toUpperCase().replaceAll(' ', '_');
    expect(await readRefusal(open(running, '/events', token))).toEqual({
      status,
      challenge,
      type: 'application/json; charset=utf-8',
      text: JSON.stringify({ errors: [{ message, extensions: { code } }] }),
    });
    expect(gateways.events).toEqual([]);
  });

  test('handles messages of an authorized client', async () => {
    const send = await connect(running, '/events', contractTokens.valid);
    expect(await send('token-id')).toEqual({ event: 'token-id', data: 't1' });
    expect(await send('upload')).toEqual({ event: 'upload', data: 'done' });
    expect(gateways.events).toEqual(['connected /events', 'uploaded']);
  });

  test('sends an exception if a permission is missing, and keeps the client connected', async () => {
    const send = await connect(running, '/events', contractTokens.expiring);
    expect(await send('upload')).toEqual(exception('Forbidden', 'FORBIDDEN'));
    expect(gateways.events).toEqual(['connected /events', 'LynkWsException forbidden 403']);
    expect(await send('token-id')).toEqual({ event: 'token-id', data: 't2' });
  });

  test('accepts messages of a client with one of several permissions', async () => {
    const send = await connect(running, '/events/any', contractTokens.valid);
    expect(await send('upload')).toEqual({ event: 'upload', data: 'done' });
    const lacking = await connect(running, '/events/any', contractTokens.expiring);
    expect(await lacking('upload')).toEqual(exception('Forbidden', 'FORBIDDEN'));
    expect(gateways.events).toEqual(['uploaded']);
  });

  test('rejects messages from the first one after the token is revoked', async () => {
    const send = await connect(running, '/events', contractTokens.promised);
    expect(await send('token-id')).toEqual({ event: 'token-id', data: 't2' });
    verifier.revoked = true;
    expect(await send('token-id')).toEqual(exception('Unauthorized', 'UNAUTHORIZED'));
  });

  test('runs a gateway’s own verifyClient too', async () => {
    const send = await connect(running, '/restricted?allowed', contractTokens.valid).catch((error) => error);
    expect(await send('token-id')).toEqual({ event: 'token-id', data: 't1' });
    expect(await readRefusal(open(running, '/restricted', contractTokens.valid))).toMatchObject({
      status: 401,
    });
    expect(await readRefusal(open(running, '/restricted?allowed'))).toMatchObject({ status: 401 });
  });

  test('in optional mode accepts anonymous clients for public handlers only', async () => {
    const send = await connect(optional, '/open');
    expect(await send('status')).toEqual({ event: 'status', data: null });
    expect(await send('token-id')).toEqual(exception('Unauthorized', 'UNAUTHORIZED'));
    expect(await readRefusal(open(optional, '/open', contractTokens.unknown))).toMatchObject({ status: 401 });
  });

  test('the application does not start if its handshakes are not authenticated', async () => {
    await expect(gateways.start(platform, {}, false)).rejects.toMatchObject({
      name: 'LynkConfigurationError',
      message: expect.stringMatching(
        /the handshakes of (Events|Any|Restricted)Gateway are not authenticated; call app\.useWebSocketAdapter/,
      ),
    });
  });

  test('the application does not start with an adapter of socket.io', async () => {
    await expect(gateways.startWithSocketIo(platform)).rejects.toMatchObject({
      name: 'LynkConfigurationError',
      message: expect.stringContaining('the adapter must be the WsAdapter'),
    });
  });
});
