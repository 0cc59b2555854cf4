import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { authorizationCorpus } from '@lynk-auth/conformance';
import { digestToken } from '@lynk-auth/verifier';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFolder, startTestConsole, type TestConsole } from './console.ts';

const BODY = JSON.stringify({ query: 'query { organization { id name } }' });
const CONTENT = ['Content-Type: application/json', `Content-Length: ${BODY.length}`];

let api: TestConsole;
let port: number;

/** Adds the digests of the corpus's tokens to the database of the running console. */
async function storeCorpus(folder: string): Promise<void> {
  const system = await openFolder(folder);
  const { store } = system;
  const [organization] = await store.listOrganizations();
  const organizationId = organization?.id ?? '';
  const [member] = await store.listMembers(organizationId);
  const roles = await store.listRoles(organizationId);
  const actor = { kind: 'system', id: null } as const;
  const at = Date.now();
  for (const row of authorizationCorpus.store) {
    const tokenId = crypto.randomUUID();
    const issued = await store.apply({
      type: 'issue_token',
      organizationId,
      actor,
      at: at - 10_000,
      tokenId,
      kind: row.kind,
      environment: 'live',
      name: 'corpus',
      mask: 'lynk_…',
      digest: digestToken(row.token),
      ownerId: row.kind === 'personal' ? (member?.userId ?? '') : null,
      roleId: row.kind === 'service' ? (roles.find((role) => role.name === 'Viewer')?.id ?? '') : null,
      ceiling: null,
      managedBy: row.kind === 'personal' ? { kind: 'user', id: member?.userId ?? '' } : actor,
      expiresAt: row.state === 'expired' ? at - 1000 : null,
      limit: null,
    });
    if (!issued.ok) throw new Error(issued.reason);
    if (row.state === 'revoked')
      await store.apply({ type: 'revoke_token', organizationId, actor, at, tokenId });
  }
  await system.close();
}

beforeAll(async () => {
  api = await startTestConsole();
  port = Number(new URL(api.address).port);
  await storeCorpus(api.folder);
});
afterAll(() => api.dispose());

/** Sends bytes, and returns what the server sends until it closes the connection or `until` matches. */
async function talk(text: string, until?: RegExp): Promise<{ socket: Socket; response: string }> {
  const socket = connect(port, '127.0.0.1');
  let response = '';
  socket.on('error', () => {});
  socket.setEncoding('latin1').on('data', (chunk) => (response += chunk));
  socket.write(Buffer.from(text, 'latin1'));
  while (!socket.closed && !(until?.test(response) ?? false)) {
    await Promise.race([once(socket, 'data'), once(socket, 'close')]);
  }
  return { socket, response };
}

const request = (...lines: string[]) =>
  `${['POST /lynkapi HTTP/1.1', 'Host: x', ...lines].join('\r\n')}\r\n\r\n`;

describe('every row of authorization.json', () => {
  // The console has no field that needs the permission of the other rows.
  const rows = authorizationCorpus.vectors.filter((vector) => vector.requires === undefined);

  test.each(rows)('$name', async ({ authorization, expect: { status, challenge } }) => {
    const lines = authorization.map((value) => `Authorization: ${value}`);
    const { response } = await talk(request(...lines, ...CONTENT, 'Connection: close') + BODY);
    expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const sent = /^WWW-Authenticate: (.*)\r$/m.exec(response)?.[1];
    if (challenge === undefined) expect(sent).toBeUndefined();
    else expect(sent).toBe(`Bearer realm="api"${challenge === 'Bearer' ? '' : `, error="${challenge}"`}`);
  });
});

describe('the body is read only after the token is verified', () => {
  test('rejects an invalid token before the body arrives', async () => {
    const { socket, response } = await talk(
      request('Authorization: Bearer x', 'Content-Type: application/json', 'Content-Length: 500'),
      /UNAUTHORIZED/,
    );
    expect(response).toMatch(/^HTTP\/1\.1 401 /);
    socket.destroy();
  });

  test('sends 100 Continue only for a valid token', async () => {
    const expectation = [...CONTENT, 'Expect: 100-continue'];
    const bad = await talk(request('Authorization: Bearer x', ...expectation), /UNAUTHORIZED/);
    expect(bad.response).toMatch(/^HTTP\/1\.1 401 /);
    bad.socket.destroy();

    const good = await talk(request(`Authorization: Bearer ${api.token}`, ...expectation), /\r\n\r\n/);
    expect(good.response).toMatch(/^HTTP\/1\.1 100 Continue/);
    let rest = '';
    good.socket.on('data', (chunk) => (rest += chunk));
    good.socket.end(BODY);
    await once(good.socket, 'close');
    expect(rest).toContain('Acme Corp');
  });

  test('closes the connection if a rejected body does not end', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.resume();
    socket.write(
      request('Authorization: Bearer x', 'Content-Type: application/json', 'Transfer-Encoding: chunked'),
    );
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    let sent = 0;
    while (!socket.destroyed && sent < 500_000_000) {
      sent += chunk.length;
      if (!socket.write(chunk)) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(socket.destroyed).toBe(true);
    // The size is checked five times a second, so a fast client sends more than the 64 MiB.
    expect(sent).toBeLessThan(500_000_000);
  });

  test('limits a chunked body of an authenticated request', async () => {
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`.repeat(70);
    const head = request(
      `Authorization: Bearer ${api.token}`,
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
    );
    const { socket, response } = await talk(head + chunk, /CONTENT_TOO_LARGE/);
    expect(response).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });
});

describe('a client that uploads 10 MB reads the error response', () => {
  const upload = (token: string, headers: object, body: BodyInit) =>
    fetch(`${api.address}/lynkapi`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      body,
      duplex: 'half',
    } as RequestInit);
  const whole = (): BodyInit => new Uint8Array(10_000_000).fill(0x20);
  /** Has no length, so it is sent in chunks. */
  const stream = (): BodyInit => new Blob([new Uint8Array(10_000_000)]).stream();

  test.each([
    ['an invalid token', (): string => 'x', 'application/json', 401],
    ['a body that is too large', (): string => api.token, 'application/json', 413],
    ['a wrong media type', (): string => api.token, 'text/plain', 415],
  ] as const)('%s', async (_, token, type, status) => {
    for (const body of [whole, stream, whole, stream, whole, stream]) {
      const response = await upload(token(), { 'content-type': type }, body());
      expect(response.status).toBe(status);
      expect(response.headers.get('connection')).toBe('close');
      expect(await response.json()).toHaveProperty('errors');
    }
  });
});

test('keeps the connection usable after a rejected request', async () => {
  const rejected = request('Authorization: Bearer x', ...CONTENT) + BODY;
  const good = request(`Authorization: Bearer ${api.token}`, ...CONTENT, 'Connection: close') + BODY;
  const { response } = await talk(rejected + good);
  expect(response.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 200']);
});

test('accepts a request target in absolute form', async () => {
  const text = request(`Authorization: Bearer ${api.token}`, ...CONTENT, 'Connection: close');
  const { response } = await talk(text.replace('/lynkapi', 'http://x/lynkapi?a=b') + BODY);
  expect(response).toMatch(/^HTTP\/1\.1 200 /);
});

test('responds to invalid HTTP with 400 in the shape of the other errors', async () => {
  const { response } = await talk('NONSENSE\r\n\r\n');
  expect(response).toMatch(/^HTTP\/1\.1 400 /);
  expect(response).toContain('{"errors":[{"message":"Bad Request","extensions":{"code":"BAD_REQUEST"}}]}');
});

describe('a request that never ends', () => {
  let slow: TestConsole;
  beforeAll(async () => {
    slow = await startTestConsole({ LYNK_AUTH_REQUEST_TIMEOUT: '1' });
  });
  afterAll(() => slow.dispose());

  /** Sends a beginning, then one more byte again and again until the server closes the connection. */
  async function drip(beginning: string, more: string): Promise<string> {
    const socket = connect(Number(new URL(slow.address).port), '127.0.0.1');
    let response = '';
    socket.on('error', () => {});
    socket.setEncoding('latin1').on('data', (chunk) => (response += chunk));
    socket.write(beginning);
    const timer = setInterval(() => socket.write(more), 50);
    if (!socket.closed) await once(socket, 'close');
    clearInterval(timer);
    return response;
  }

  const authorized = (...lines: string[]) => request(`Authorization: Bearer ${slow.token}`, ...lines);
  const JSON_TYPE = 'Content-Type: application/json';

  test.each([
    ['a head of one line', () => ['POST /lynkapi HTTP/1.1\r\nX-Drip: ', 'x']],
    ['a head of many lines', () => ['POST /lynkapi HTTP/1.1\r\n', 'X-Drip: x\r\n']],
    ['a body of a stated length', () => [authorized(JSON_TYPE, 'Content-Length: 100000'), 'x']],
    ['a chunked body', () => [authorized(JSON_TYPE, 'Transfer-Encoding: chunked'), '1\r\nx\r\n']],
    [
      'the second request of a connection',
      () => [authorized(...CONTENT) + BODY + authorized(JSON_TYPE, 'Content-Length: 100000'), 'x'],
    ],
  ])('gets 408 and its connection is closed: %s', async (_, parts) => {
    const [beginning = '', more = ''] = parts();
    const response = await drip(beginning, more);
    expect(response).toContain('HTTP/1.1 408 Request Timeout');
    expect(response).toContain(
      '{"errors":[{"message":"Request Timeout","extensions":{"code":"REQUEST_TIMEOUT"}}]}',
    );
  });

  test.each([
    ['an invalid token', () => request('Authorization: Bearer x', JSON_TYPE, 'Content-Length: 100000')],
    ['an unknown path', () => authorized('Content-Length: 100000').replace('/lynkapi', '/x')],
    ['a body for GET', () => authorized('Content-Length: 100000').replace('POST /lynkapi', 'GET /healthz')],
  ])('is closed after the response: %s', async (_, beginning) => {
    expect(await drip(beginning(), 'x')).toMatch(/^HTTP\/1\.1 \d{3} /);
  });

  test('is closed if it never begins', async () => {
    const socket = connect(Number(new URL(slow.address).port), '127.0.0.1');
    socket.resume();
    await once(socket, 'close');
  });
});
