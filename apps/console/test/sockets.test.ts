import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { authorizationCorpus } from '@lynk-auth/conformance';
import { digestToken } from '@lynk-auth/verifier';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../src/create-logger.ts';
import { openSystem } from '../src/open-system.ts';
import { startTestConsole, type TestConsole } from './console.ts';

const BODY = JSON.stringify({ query: 'query { organization { id name } }' });
const CONTENT = ['Content-Type: application/json', `Content-Length: ${BODY.length}`];

let api: TestConsole;
let port: number;

/** Puts the corpus's tokens into the running console's database, by their digests. */
async function storeCorpus(folder: string): Promise<void> {
  const system = await openSystem(
    folder,
    createLogger('silent', () => {}),
  );
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

/** Writes bytes, and gives all that comes back until the server closes, or `until` is there. */
async function talk(text: string, until?: RegExp): Promise<{ socket: Socket; answer: string }> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('error', () => {});
  socket.setEncoding('latin1').on('data', (chunk) => (answer += chunk));
  socket.write(Buffer.from(text, 'latin1'));
  while (!socket.closed && !(until?.test(answer) ?? false)) {
    await Promise.race([once(socket, 'data'), once(socket, 'close')]);
  }
  return { socket, answer };
}

const request = (...lines: string[]) =>
  `${['POST /lynkapi HTTP/1.1', 'Host: x', ...lines].join('\r\n')}\r\n\r\n`;

describe('every row of authorization.json, byte for byte', () => {
  // What asks for update_sboms has no field here to ask it of.
  const rows = authorizationCorpus.vectors.filter((vector) => vector.requires === undefined);

  test.each(rows)('$name', async ({ authorization, expect: { status, challenge } }) => {
    const lines = authorization.map((value) => `Authorization: ${value}`);
    const { answer } = await talk(request(...lines, ...CONTENT, 'Connection: close') + BODY);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const sent = /^WWW-Authenticate: (.*)\r$/m.exec(answer)?.[1];
    if (challenge === undefined) expect(sent).toBeUndefined();
    else expect(sent).toBe(`Bearer realm="api"${challenge === 'Bearer' ? '' : `, error="${challenge}"`}`);
  });
});

describe('the body is not read before the token is good', () => {
  test('a bad token is refused while the body is still to come', async () => {
    const { socket, answer } = await talk(
      request('Authorization: Bearer x', 'Content-Type: application/json', 'Content-Length: 500'),
      /UNAUTHORIZED/,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    socket.destroy();
  });

  test('who waits for 100 Continue does not get it with a bad token, and does with a good one', async () => {
    const expectation = [...CONTENT, 'Expect: 100-continue'];
    const bad = await talk(request('Authorization: Bearer x', ...expectation), /UNAUTHORIZED/);
    expect(bad.answer).toMatch(/^HTTP\/1\.1 401 /);
    bad.socket.destroy();

    const good = await talk(request(`Authorization: Bearer ${api.token}`, ...expectation), /\r\n\r\n/);
    expect(good.answer).toMatch(/^HTTP\/1\.1 100 Continue/);
    let rest = '';
    good.socket.on('data', (chunk) => (rest += chunk));
    good.socket.end(BODY);
    await once(good.socket, 'close');
    expect(rest).toContain('Acme Corp');
  });

  test('a refused body that does not end is cut', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.resume();
    socket.write(
      request('Authorization: Bearer x', 'Content-Type: application/json', 'Transfer-Encoding: chunked'),
    );
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    let sent = 0;
    while (!socket.destroyed && sent < 50_000_000) {
      sent += chunk.length;
      if (!socket.write(chunk)) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(socket.destroyed).toBe(true);
    expect(sent).toBeLessThan(20_000_000);
  });

  test('a good token does not lift the limit of a body without a length', async () => {
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`.repeat(70);
    const head = request(
      `Authorization: Bearer ${api.token}`,
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
    );
    const { socket, answer } = await talk(head + chunk, /CONTENT_TOO_LARGE/);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });
});

test('a refused request leaves its connection fit for the next', async () => {
  const refused = request('Authorization: Bearer x', ...CONTENT) + BODY;
  const good = request(`Authorization: Bearer ${api.token}`, ...CONTENT, 'Connection: close') + BODY;
  const { answer } = await talk(refused + good);
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 200']);
});

test('the absolute form of the target is the same path', async () => {
  const text = request(`Authorization: Bearer ${api.token}`, ...CONTENT, 'Connection: close');
  const { answer } = await talk(text.replace('/lynkapi', 'http://x/lynkapi?a=b') + BODY);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

test('what is no HTTP gets a 400 in the shape of the others', async () => {
  const { answer } = await talk('NONSENSE\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('{"errors":[{"message":"Bad Request","extensions":{"code":"BAD_REQUEST"}}]}');
});
