import { once } from 'node:events';
import { contractTokens } from '@lynk-auth/conformance';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type * as GatewayApp from './apps/gateway-app.ts';
import type { Listening } from './apps/listen.ts';
import { createStage, hosts, type Stage } from './stage.ts';

describe.each(hosts)('gateways on Nest %i with its adapter of %s', (version, platform) => {
  let stage: Stage;
  let gateways: typeof GatewayApp;
  let running: Listening;
  let optional: Listening;
  let verifier: ReturnType<typeof GatewayApp.createVerifier>;
  const clients: WebSocket[] = [];
  beforeAll(async () => {
    stage = await createStage(version);
    gateways = await stage.load('gateway-app');
    verifier = gateways.createVerifier();
    running = await gateways.start(platform, { verifier });
    optional = await gateways.start(platform, { optional: true });
  });
  beforeEach(() => {
    gateways.happened.length = 0;
    verifier.revoked = false;
  });
  afterAll(async () => {
    for (const client of clients) client.terminate();
    await running.app.close();
    await optional.app.close();
    await stage.dispose();
  });

  function open({ address }: Listening, path: string, token?: string): WebSocket {
    const client = new WebSocket(`${address.replace('http', 'ws')}${path}`, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    clients.push(client);
    return client;
  }

  /** The answer to a handshake that is refused. */
  async function refusalOf(client: WebSocket) {
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
    ['a source out of reach', contractTokens.unavailable, 503, undefined, 'Service Unavailable'],
    ['a verifier that throws', contractTokens.throws, 500, undefined, 'Internal Server Error'],
    ['a verifier that rejects', contractTokens.rejects, 500, undefined, 'Internal Server Error'],
  ])('%s: the handshake is refused', async (_, token, status, challenge, message) => {
    const code = message.toUpperCase().replaceAll(' ', '_');
    expect(await refusalOf(open(running, '/events', token))).toEqual({
      status,
      challenge,
      type: 'application/json; charset=utf-8',
      text: JSON.stringify({ errors: [{ message, extensions: { code } }] }),
    });
    expect(gateways.happened).toEqual([]);
  });

  test('who may is answered', async () => {
    const send = await connect(running, '/events', contractTokens.valid);
    expect(await send('who')).toEqual({ event: 'who', data: 't1' });
    expect(await send('upload')).toEqual({ event: 'upload', data: 'done' });
    expect(gateways.happened).toEqual(['connected /events', 'uploaded']);
  });

  test('a permission is missing: a typed exception, and the client stays', async () => {
    const send = await connect(running, '/events', contractTokens.expiring);
    expect(await send('upload')).toEqual(exception('Forbidden', 'FORBIDDEN'));
    expect(gateways.happened).toEqual(['connected /events', 'LynkWsException forbidden 403']);
    expect(await send('who')).toEqual({ event: 'who', data: 't2' });
  });

  test('a token that is revoked is refused from the next message on', async () => {
    const send = await connect(running, '/events', contractTokens.promised);
    expect(await send('who')).toEqual({ event: 'who', data: 't2' });
    verifier.revoked = true;
    expect(await send('who')).toEqual(exception('Unauthorized', 'UNAUTHORIZED'));
  });

  test('a gateway’s own check of handshakes is made too', async () => {
    const send = await connect(running, '/picky?friend', contractTokens.valid).catch((error) => error);
    expect(await send('who')).toEqual({ event: 'who', data: 't1' });
    expect(await refusalOf(open(running, '/picky', contractTokens.valid))).toMatchObject({ status: 401 });
    expect(await refusalOf(open(running, '/picky?friend'))).toMatchObject({ status: 401 });
  });

  test('in optional mode nobody may connect, and is answered what is public', async () => {
    const send = await connect(optional, '/open');
    expect(await send('status')).toEqual({ event: 'status', data: null });
    expect(await send('who')).toEqual(exception('Unauthorized', 'UNAUTHORIZED'));
    expect(await refusalOf(open(optional, '/open', contractTokens.unknown))).toMatchObject({ status: 401 });
  });

  test('where nobody judges the handshakes, the application does not start', async () => {
    await expect(gateways.start(platform, {}, false)).rejects.toMatchObject({
      name: 'LynkConfigurationError',
      message: expect.stringMatching(
        /the handshakes of (Events|Picky)Gateway; call app\.useWebSocketAdapter/,
      ),
    });
  });
});
