import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Webhook as Signer } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createWebhook } from '../../src/notices/create-webhook.ts';
import { createNoticeTest, expiring, refused, reused, SECRET, webhookTo } from './create-notice-test.ts';
import { type Receiver, startReceiver } from './start-receiver.ts';

async function receive(respond?: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  const receiver = await startReceiver(respond);
  onTestFinished(() => receiver.close());
  return receiver;
}

const message = { id: 'evt_1', body: '{"type":"webhook.test"}' };

/** A webhook to a host name that resolves to these addresses, one list each time. */
function createNamed(url: string, allowPrivate: boolean, ...lists: string[][]) {
  const resolved: string[] = [];
  const resolve = async (hostname: string): Promise<LookupAddress[]> => {
    const addresses = lists[Math.min(resolved.length, lists.length - 1)] ?? [];
    resolved.push(hostname);
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return {
    resolved,
    webhook: createWebhook({ url: new URL(url), secrets: [SECRET], allowPrivate }, { resolve }),
  };
}

describe('an event', () => {
  test('is a POST that the library of Standard Webhooks verifies', async () => {
    const receiver = await receive();
    const notices = await createNoticeTest(webhookTo(receiver.url));
    const token = await notices.issuePersonal('ada');
    const event = expiring(token);
    await notices.deliver(event);
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.requests;
    expect(headers['content-type']).toBe('application/json');
    expect(headers['webhook-id']).toBe(event.id);
    const { id, name, mask, kind, ownerId, roleId, state, expiresAt } = token;
    expect(new Signer(SECRET).verify(body, headers as Record<string, string>)).toEqual({
      type: 'token.expiring',
      timestamp: new Date(event.at).toISOString(),
      data: {
        ...{ organizationId: 'acme', tokenId: id, name, kind, ownerId, expiresAt, daysLeft: 7 },
        token: { id, name, mask, kind, ownerId, roleId, state, expiresAt },
      },
    });
    expect(() =>
      new Signer(SECRET).verify(body.replace('7', '8'), headers as Record<string, string>),
    ).toThrow();
    expect(() =>
      new Signer(`whsec_${btoa('another secret of 24 bytes')}`).verify(
        body,
        headers as Record<string, string>,
      ),
    ).toThrow();
  });

  test.each([
    ['secret.reused', reused, { mask: 'lynk_live_eTQw…', clientIp: '192.0.2.1', userAgent: 'curl/8' }],
    ['token.refused', refused, { reason: 'revoked', count: 3, since: 1 }],
  ])('%s has its details', async (type, create, details) => {
    const receiver = await receive();
    const notices = await createNoticeTest(webhookTo(receiver.url));
    await notices.deliver(create(await notices.issueService()));
    expect(JSON.parse(receiver.requests[0]?.body ?? '')).toMatchObject({ type, data: details });
  });

  test('of a token that was deleted has no token', async () => {
    const receiver = await receive();
    const notices = await createNoticeTest(webhookTo(receiver.url));
    const token = await notices.issueService();
    await notices.management.revokeToken(token.id);
    await notices.management.deleteToken(token.id);
    await notices.deliver(refused(token));
    expect(JSON.parse(receiver.requests[0]?.body ?? '').data).toMatchObject({
      tokenId: token.id,
      token: null,
    });
  });

  test('is signed with each secret, while the operator replaces it', async () => {
    const receiver = await receive();
    const next = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    const env = { ...webhookTo(receiver.url), LYNK_AUTH_WEBHOOK_SECRET: `${next} ${SECRET}` };
    const notices = await createNoticeTest(env);
    await notices.deliver(refused(await notices.issueService()));
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.requests;
    for (const secret of [next, SECRET]) {
      expect(new Signer(secret).verify(body, headers as Record<string, string>)).toHaveProperty('type');
    }
  });
});

describe('the response decides whether an event comes again', () => {
  test.each([200, 202, 204, 299, 410])('%i ends the delivery', async (status) => {
    const receiver = await receive((response) => response.writeHead(status).end());
    const notices = await createNoticeTest(webhookTo(receiver.url));
    const event = refused(await notices.issueService());
    await notices.deliver(event);
    await notices.deliver(event);
    expect(receiver.requests).toHaveLength(1);
  });

  test.each([301, 302, 307, 400, 401, 404, 429, 500, 503])('%i does not', async (status) => {
    const elsewhere = await receive();
    const receiver = await receive((response, requests) =>
      response.writeHead(requests === 1 ? status : 200, { location: elsewhere.url }).end(),
    );
    const notices = await createNoticeTest(webhookTo(receiver.url));
    const event = refused(await notices.issueService());
    await expect(notices.deliver(event)).rejects.toThrow();
    await notices.deliver(event);
    expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual([event.id, event.id]);
    // A redirect is not followed.
    expect(elsewhere.connections()).toBe(0);
  });

  test('a failure is logged without the URL', async () => {
    const receiver = await receive((response) => response.writeHead(500).end());
    const notices = await createNoticeTest(webhookTo(receiver.url));
    await expect(notices.deliver(refused(await notices.issueService()))).rejects.toThrow();
    await receiver.close();
    await expect(notices.deliver(refused(await notices.issueService()))).rejects.toThrow();
    expect(notices.lines.map((line) => JSON.parse(line))).toMatchObject([
      { channel: 'webhook', code: 'STATUS_500' },
      { channel: 'webhook', code: 'ECONNREFUSED' },
    ]);
    for (const secret of [String(receiver.port), '127.0.0.1', 'hooks', SECRET]) {
      expect(notices.lines.join('\n')).not.toContain(secret);
    }
  });
});

describe('a receiver cannot hold up the console', () => {
  test('one that never responds is given up', async () => {
    const receiver = await receive(() => undefined);
    const config = { url: new URL(receiver.url), secrets: [SECRET], allowPrivate: true };
    const sent = createWebhook(config, { timeoutMs: 300 }).send(message);
    await expect(sent).rejects.toMatchObject({ code: 'ABORT_ERR' });
    expect(receiver.requests).toHaveLength(1);
  });

  test('one that responds forever is not read to the end', async () => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const receiver = await receive((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(4096)), 1);
      response.on('close', () => {
        clearInterval(timer);
        end();
      });
    });
    const config = { url: new URL(receiver.url), secrets: [SECRET], allowPrivate: true };
    expect(await createWebhook(config).send(message)).toBe(200);
    await ended;
  });

  test.each([
    ['closes the connection', (socket: Socket) => socket.destroy()],
    [
      'switches the protocol',
      (socket: Socket) =>
        socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    ],
    ['sends no HTTP', (socket: Socket) => socket.end('220 mail.example.com\r\n')],
  ])('one that %s has failed', async (_, respond) => {
    const receiver = await receive((response) => respond(response.socket as Socket));
    const config = { url: new URL(receiver.url), secrets: [SECRET], allowPrivate: true };
    await expect(createWebhook(config).send(message)).rejects.toThrow();
  });
});

describe('private addresses', () => {
  test.each([
    'https://127.0.0.1',
    'https://[::1]',
    'https://[::ffff:127.0.0.1]',
    'https://2130706433',
    'https://0x7f.1',
    'https://0177.0.0.1',
    'https://127.1',
    'https://0',
    'https://169.254.169.254',
    'https://10.1.2.3',
    'https://[64:ff9b::10.0.0.1]',
  ])('%s is not allowed', async (host) => {
    const receiver = await receive();
    const url = new URL(`${host}:${receiver.port}/`);
    const webhook = createWebhook({ url, secrets: [SECRET], allowPrivate: false });
    await expect(webhook.send(message)).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
    expect(receiver.connections()).toBe(0);
  });

  test('localhost is not allowed', async () => {
    const receiver = await receive();
    for (const host of ['localhost', 'LOCALHOST.', 'localhost.']) {
      const config = {
        url: new URL(`https://${host}:${receiver.port}/`),
        secrets: [SECRET],
        allowPrivate: false,
      };
      await expect(createWebhook(config).send(message)).rejects.toHaveProperty('code');
    }
    expect(receiver.connections()).toBe(0);
  });

  test.each([
    ['127.0.0.1'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['93.184.215.14', '127.0.0.1'],
    ['127.0.0.1', '2606:4700::1111'],
    [],
  ])('a name that resolves to %s, %s is not allowed', async (...addresses) => {
    const receiver = await receive();
    const { webhook } = createNamed(`https://hooks.example:${receiver.port}/`, false, addresses);
    await expect(webhook.send(message)).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
    expect(receiver.connections()).toBe(0);
  });

  test('the connection goes to the address that was checked, without another look at the name', async () => {
    const receiver = await receive();
    const { webhook, resolved } = createNamed(
      `http://hooks.example:${receiver.port}/`,
      true,
      ['127.0.0.1'],
      ['192.0.2.1'],
    );
    expect(await webhook.send(message)).toBe(204);
    expect(resolved).toEqual(['hooks.example']);
    expect(receiver.requests[0]?.headers.host).toBe(`hooks.example:${receiver.port}`);
  });

  test('a name is checked for each request', async () => {
    const receiver = await receive();
    const { webhook } = createNamed(`https://hooks.example:${receiver.port}/`, false, ['::1'], ['127.0.0.1']);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(webhook.send(message)).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
    }
    expect(receiver.connections()).toBe(0);
  });

  test('plain http never leaves the own networks', async () => {
    const { webhook } = createNamed('http://hooks.example/', true, ['93.184.215.14']);
    await expect(webhook.send(message)).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
  });
});

test('over https, a receiver without a valid certificate gets nothing', async () => {
  const { default: options } = await import('smtp-server/lib/tls-options.js');
  let requests = 0;
  const names: string[] = [];
  const server = createServer(
    {
      ...options(),
      SNICallback(name, callback) {
        names.push(name);
        callback(null);
      },
    },
    () => (requests += 1),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  const { webhook } = createNamed(`https://hooks.example:${port}/`, true, ['127.0.0.1']);
  await expect(webhook.send(message)).rejects.toHaveProperty('code', expect.stringMatching(/CERT/));
  expect(names).toEqual(['hooks.example']);
  expect(requests).toBe(0);
});
