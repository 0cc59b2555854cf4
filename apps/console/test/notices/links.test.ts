import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTestConsole, type TestConsole } from '../console.ts';
import { postJson } from '../post-json.ts';
import { mailTo } from './create-notice-test.ts';
import { type MailServer, startMailServer } from './start-mail-server.ts';

const PASSWORD = 'four random words here';
const ADMIN = 'admin@acme.example';
const REQUEST = '/auth/request-password-reset';

let api: TestConsole;
let mail: MailServer;
let cookie: string;
let roleId: string;
/** Attempts are limited for each client. */
let client = 0;

beforeAll(async () => {
  mail = await startMailServer();
  const env = { ...mailTo(mail.port), LYNK_AUTH_TRUSTED_PROXIES: '1', LOG_LEVEL: 'debug' };
  api = await startTestConsole(env);
  expect((await setPassword(api.code)).status).toBe(200);
  const response = await post('/auth/sign-in/email', { email: ADMIN, password: PASSWORD });
  cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const listed = await fetch(`${api.address}/manage/api/roles`, { headers: { cookie } });
  roleId = (await listed.json()).roles.find(({ name }: { name: string }) => name === 'Viewer').id;
});
afterAll(async () => {
  await api.dispose();
  await mail.close();
});
beforeEach(() => {
  client += 1;
});

const post = (path: string, body: object, headers: Record<string, string> = {}, to = api) =>
  postJson(`${to.address}${path}`, body, { client: `192.0.2.${client}`, headers });

const setPassword = (token: string) => post('/auth/reset-password', { token, newPassword: PASSWORD });

const codeIn = (text = '') => /https:\/\/tokens\.acme\.example\/password#(\w+)/.exec(text)?.[1] ?? '';

const messagesTo = (address: string) =>
  mail.messages.filter(({ to }) => to.includes(address)).map((each) => each.mail);

async function waitForMessages(address: string, count: number) {
  await vi.waitFor(() => expect(messagesTo(address).length).toBeGreaterThanOrEqual(count), {
    timeout: 20_000,
    interval: 20,
  });
  return messagesTo(address);
}

async function invite(email: string): Promise<{ code: string; mailed: boolean; member: { userId: string } }> {
  const response = await post('/console/invitations', { email, roleId }, { cookie });
  expect(response.status).toBe(201);
  return response.json();
}

describe('a link for a new password', () => {
  test('is mailed to the member who requests it, and works', async () => {
    const session = await (await fetch(`${api.address}/auth/session`)).json();
    expect(session).toEqual({ user: null, mailsLinks: true });
    const response = await post(REQUEST, { email: 'Admin@ACME.example' });
    expect([response.status, await response.json()]).toEqual([200, {}]);
    const [message] = await waitForMessages(ADMIN, 1);
    expect(message?.subject).toBe('A new password for Acme Corp');
    const code = codeIn(message?.text);
    expect(codeIn(String(message?.html))).toBe(code);
    const found = await post('/auth/link', { code });
    expect((await found.json()).user.email).toBe(ADMIN);
    expect(api.logged.join('\n')).not.toContain(code);
    expect(message?.messageId).not.toContain(code);
  });

  test('begins with the configured origin, whatever host and address the request names', async () => {
    const { member } = await invite('host@acme.example');
    const evil = { host: 'evil.example', origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' };
    for (const body of [{ redirectTo: 'https://evil.example/x' }, {}]) {
      await post(REQUEST, { email: 'host@acme.example', ...body }, evil);
      await post(REQUEST, { email: 'host@acme.example', ...body });
    }
    const messages = await waitForMessages('host@acme.example', 2);
    for (const { text } of messages) {
      expect(text).toContain('https://tokens.acme.example/password#');
      expect(text).not.toContain('evil.example');
    }
    expect(member.userId).not.toBe('');
  });

  test('has the same response for an address that is not of a member', async () => {
    const { member } = await invite('gone@acme.example');
    const suspended = await fetch(`${api.address}/manage/api/members/${member.userId}/suspend`, {
      method: 'POST',
      headers: { cookie, origin: api.address, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(suspended.status).toBe(200);
    await invite('here@acme.example');
    const responses = [];
    for (const email of ['unknown@acme.example', 'gone@acme.example', 'here@acme.example']) {
      const response = await post(REQUEST, { email });
      const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
      responses.push({ status: response.status, headers, body: await response.text() });
    }
    expect(responses[0]).toMatchObject({ status: 200, body: '{}' });
    expect(responses[1]).toEqual(responses[0]);
    expect(responses[2]).toEqual(responses[0]);
    await waitForMessages('here@acme.example', 2);
    expect(messagesTo('unknown@acme.example')).toEqual([]);
    // The invitation only.
    expect(messagesTo('gone@acme.example')).toHaveLength(1);
  });

  test('ends no link that the member has already', async () => {
    const { code } = await invite('twice@acme.example');
    await post(REQUEST, { email: 'twice@acme.example' });
    const [, message] = await waitForMessages('twice@acme.example', 2);
    for (const each of [code, codeIn(message?.text)]) {
      expect((await post('/auth/link', { code: each })).status).toBe(200);
    }
    // A password ends all of them.
    expect((await setPassword(code)).status).toBe(200);
    expect((await post('/auth/link', { code: codeIn(message?.text) })).status).toBe(400);
  });

  test('is limited for each client, and for each member', async () => {
    await invite('busy@acme.example');
    const statuses = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      statuses.push((await post(REQUEST, { email: 'busy@acme.example' })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    client += 1;
    await post(REQUEST, { email: 'busy@acme.example' });
    // A later message to another member shows that these were all.
    await invite('after@acme.example');
    await waitForMessages('after@acme.example', 1);
    expect(messagesTo('busy@acme.example').length).toBeLessThanOrEqual(3);
    expect(messagesTo('busy@acme.example').length).toBeGreaterThan(1);
  });
});

describe('an invitation', () => {
  test('is mailed', async () => {
    const { code, mailed } = await invite('new@acme.example');
    expect(mailed).toBe(true);
    const [message] = messagesTo('new@acme.example');
    expect(message?.subject).toBe('You are invited to Acme Corp');
    expect(codeIn(message?.text)).toBe(code);
  });

  test('that the mail server rejects can still be sent in another way', async () => {
    const down = await startMailServer({ rejects: () => true });
    const to = await startTestConsole(mailTo(down.port));
    try {
      await post('/auth/reset-password', { token: to.code, newPassword: PASSWORD }, {}, to);
      const logIn = await post('/auth/sign-in/email', { email: ADMIN, password: PASSWORD }, {}, to);
      const session = logIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const listed = await fetch(`${to.address}/manage/api/roles`, { headers: { cookie: session } });
      const [role] = (await listed.json()).roles;
      const body = { email: 'new@acme.example', roleId: role.id };
      const response = await post('/console/invitations', body, { cookie: session }, to);
      const { mailed, code } = await response.json();
      expect([response.status, mailed]).toEqual([201, false]);
      expect((await post('/auth/link', { code }, {}, to)).status).toBe(200);
    } finally {
      await to.dispose();
      await down.close();
    }
  });
});

test('without a mail server, no link can be requested', async () => {
  const to = await startTestConsole();
  try {
    const session = await (await fetch(`${to.address}/auth/session`)).json();
    expect(session).toEqual({ user: null, mailsLinks: false });
    expect((await post(REQUEST, { email: ADMIN }, {}, to)).status).toBe(404);
  } finally {
    await to.dispose();
  }
});
