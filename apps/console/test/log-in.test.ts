import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runConsoleCommand } from '../src/command/run-console-command.ts';
import { codeIn, startTestConsole, type TestConsole } from './console.ts';
import { postJson } from './post-json.ts';

const EMAIL = 'admin@acme.example';
const PASSWORD = 'four random words here';

let api: TestConsole;
/** The limits of attempts count each address by itself, so each test has its own. */
let client = 0;

beforeAll(async () => {
  api = await startTestConsole({ LYNK_AUTH_TRUSTED_PROXIES: '1', LOG_LEVEL: 'debug' });
  await setPassword(api.code);
});
afterAll(() => api.dispose());

interface Options {
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
  readonly to?: TestConsole;
}

function post(path: string, body: object | string, { cookie, headers, to = api }: Options = {}) {
  const sent = { ...(cookie === undefined ? {} : { cookie }), ...headers };
  return postJson(`${to.address}${path}`, body, { client: `192.0.2.${client}`, headers: sent });
}

const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .find((each) => each.startsWith('lynk.session_token='))
    ?.split(';')[0] ?? '';

async function logIn(email = EMAIL, password = PASSWORD): Promise<string> {
  client += 1;
  const response = await post('/auth/sign-in/email', { email, password });
  expect(response.status).toBe(200);
  return cookieOf(response);
}

const userOf = async (cookie: string): Promise<{ id: string; email: string } | null> =>
  (await (await fetch(`${api.address}/auth/session`, { headers: { cookie } })).json()).user;

const codeOf = async (response: Response): Promise<string> =>
  (await response.json()).errors[0].extensions.code;

async function addMember(userId: string, email: string): Promise<string> {
  return api.manage(async (management) => {
    const roles = await management.listRoles();
    const viewer = roles.ok ? roles.roles.find(({ name }) => name === 'Viewer') : undefined;
    const added = await management.addMember({ userId, email, name: userId, roleId: viewer?.id ?? '' });
    if (!added.ok) throw new Error(added.message);
    return added.member.userId;
  });
}

/** Creates a link as the person at the terminal does. */
async function createCode(email: string): Promise<string> {
  let printed = '';
  await runConsoleCommand(['reset-password', '--user', email], {
    env: { LYNK_AUTH_DATA: api.folder },
    print: (text) => {
      printed += text;
    },
    report: () => {},
  });
  return codeIn(printed);
}

async function setPassword(code: string, newPassword = PASSWORD): Promise<void> {
  expect((await post('/auth/reset-password', { token: code, newPassword })).status).toBe(200);
}

test('the link of the first start says whose it is, rejects a short password, and is valid once', async () => {
  const to = await startTestConsole();
  try {
    const { code } = to;
    const found = await post('/auth/link', { code }, { to });
    expect(await found.json()).toEqual({
      user: { id: 'administrator', name: 'Administrator', email: EMAIL },
    });
    const short = await post('/auth/reset-password', { token: code, newPassword: 'short' }, { to });
    expect([short.status, await codeOf(short)]).toEqual([400, 'PASSWORD_TOO_SHORT']);

    const body = { code, token: code, newPassword: PASSWORD };
    const both = await Promise.all([1, 2].map(() => post('/auth/reset-password', body, { to })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    for (const path of ['/auth/link', '/auth/reset-password']) {
      const again = await post(path, body, { to });
      expect([again.status, await codeOf(again)]).toEqual([400, 'INVALID_LINK']);
    }
  } finally {
    await to.dispose();
  }
});

test('logs in with a cookie that no script can read', async () => {
  const response = await post('/auth/sign-in/email', { email: 'Admin@Acme.example', password: PASSWORD });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({});
  const [cookie] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^lynk\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(await userOf(cookieOf(response))).toMatchObject({ email: EMAIL });
});

test('reset-password makes another link, with which the sessions and the old password end', async () => {
  const cookie = await logIn();
  const earlier = await createCode(EMAIL);
  const code = await createCode(EMAIL);
  expect((await post('/auth/link', { code: earlier })).status).toBe(400);
  expect(await userOf(cookie)).not.toBeNull();
  await setPassword(code, 'another password of mine');
  expect(await userOf(cookie)).toBeNull();
  expect((await post('/auth/sign-in/email', { email: EMAIL, password: PASSWORD })).status).toBe(401);
  await setPassword(await createCode(EMAIL));
});

test('changes the password, which logs out every other session', async () => {
  const other = await logIn();
  const cookie = await logIn();
  const wrong = await post(
    '/auth/change-password',
    { currentPassword: 'not my password', newPassword: PASSWORD, revokeOtherSessions: true },
    { cookie },
  );
  expect([wrong.status, await codeOf(wrong)]).toEqual([400, 'INVALID_PASSWORD']);
  const changed = await post(
    '/auth/change-password',
    { currentPassword: PASSWORD, newPassword: `${PASSWORD} 2`, revokeOtherSessions: true },
    { cookie },
  );
  expect(changed.status).toBe(200);
  expect(await userOf(other)).toBeNull();
  expect(await userOf(cookieOf(changed))).not.toBeNull();
  await setPassword(await createCode(EMAIL));
});

test('logs out, and logs out everywhere', async () => {
  const cookies = [await logIn(), await logIn(), await logIn()];
  const [first = '', second = '', third = ''] = cookies;
  expect((await post('/auth/sign-out', {}, { cookie: first })).status).toBe(200);
  expect(await userOf(first)).toBeNull();
  expect(await userOf(second)).not.toBeNull();
  expect((await post('/auth/revoke-sessions', {}, { cookie: second })).status).toBe(200);
  expect(await userOf(third)).toBeNull();
});

describe('a wrong password, an unknown address and a member without a password get the same response', () => {
  test.each([
    ['a wrong password', EMAIL],
    ['an unknown address', 'unknown@acme.example'],
    ['no address', 'x'],
  ])('%s', async (_, email) => {
    const response = await post('/auth/sign-in/email', { email, password: 'not the password' });
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'The email address or the password is wrong.',
          extensions: { code: 'WRONG_CREDENTIALS' },
        },
      ],
    });
  });
});

test('throttles the attempts of an address, whatever it writes into X-Forwarded-For', async () => {
  const attempt = (forged: number) =>
    post(
      '/auth/sign-in/email',
      { email: EMAIL, password: 'not the password' },
      {
        headers: {
          'x-forwarded-for': `198.51.100.${forged}, 203.0.113.9`,
          'x-lynk-client-ip': `10.0.0.${forged}`,
        },
      },
    );
  const statuses: number[] = [];
  for (let forged = 0; forged < 12; forged += 1) statuses.push((await attempt(forged)).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  const rejected = await attempt(12);
  expect(Number(rejected.headers.get('retry-after'))).toBeGreaterThan(0);
  // Another address is not affected.
  await logIn();
});

describe('membership', () => {
  test('a suspended member has no session and cannot log in, until resumed', async () => {
    await addMember('sam', 'sam@acme.example');
    await setPassword(await createCode('sam@acme.example'));
    const cookie = await logIn('sam@acme.example');
    await api.manage((management) => management.suspendMember('sam'));
    expect(await userOf(cookie)).toBeNull();
    const body = { email: 'sam@acme.example', password: PASSWORD };
    const rejected = await post('/auth/sign-in/email', body);
    expect([rejected.status, await codeOf(rejected)]).toEqual([401, 'WRONG_CREDENTIALS']);
    expect(rejected.headers.getSetCookie()).toEqual([]);
    await api.manage((management) => management.resumeMember('sam'));
    expect(await userOf(cookie)).toMatchObject({ id: 'sam' });
  });

  test('a member who is removed and added again has neither the old password nor the old session', async () => {
    await addMember('rae', 'rae@acme.example');
    await setPassword(await createCode('rae@acme.example'));
    const cookie = await logIn('rae@acme.example');
    const pending = await createCode('rae@acme.example');
    await api.manage((management) => management.removeMember('rae'));
    expect(await userOf(cookie)).toBeNull();
    expect((await post('/auth/link', { code: pending })).status).toBe(400);

    await addMember('rae', 'rae@acme.example');
    expect(await userOf(cookie)).toBeNull();
    const body = { email: 'rae@acme.example', password: PASSWORD };
    expect((await post('/auth/sign-in/email', body)).status).toBe(401);
    await setPassword(await createCode('rae@acme.example'));
    await logIn('rae@acme.example');
    expect(await userOf(cookie)).toBeNull();
  });

  test('the address of a removed member can be given to another one', async () => {
    await addMember('one', 'shared@acme.example');
    await setPassword(await createCode('shared@acme.example'), 'the password of one');
    await api.manage((management) => management.removeMember('one'));
    await addMember('two', 'Shared@acme.example');
    await setPassword(await createCode('shared@acme.example'));
    const cookie = await logIn('shared@acme.example');
    expect(await userOf(cookie)).toMatchObject({ id: 'two' });
  });
});

describe('a cookie and a token do not replace each other', () => {
  test('a cookie does not open /lynkapi or /healthz', async () => {
    const cookie = await logIn();
    const query = await post('/lynkapi', { query: '{ organization { name } }' }, { cookie });
    expect(query.status).toBe(401);
    expect((await fetch(`${api.address}/healthz`, { headers: { cookie } })).status).toBe(401);
  });

  test('a token does not open /manage', async () => {
    const cookie = await logIn();
    const url = `${api.address}/manage/api/members`;
    expect((await fetch(url, { headers: { cookie } })).status).toBe(200);
    expect((await fetch(url, { headers: { authorization: `Bearer ${api.token}` } })).status).toBe(401);
    for (const path of ['/manage/introspect', '/manage/revoke', '/manage/healthz', '/manage']) {
      const response = await post(path, 'token=x', { headers: { authorization: `Bearer ${api.token}` } });
      expect(response.status).toBe(404);
    }
  });

  test('the management API acts as the member of the session', async () => {
    await addMember('vic', 'vic@acme.example');
    await setPassword(await createCode('vic@acme.example'));
    const cookie = await logIn('vic@acme.example');
    const response = await post('/manage/api/service-tokens', { name: 'x', roleId: 'y' }, { cookie });
    expect([response.status, await codeOf(response)]).toEqual([403, 'FORBIDDEN']);
  });
});

describe('requests of other pages', () => {
  test.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
    ['the origin of a sandbox', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('%s cannot log out, change the password or manage', async (_, headers) => {
    const cookie = await logIn();
    for (const path of ['/auth/sign-out', '/auth/revoke-sessions', '/auth/change-password']) {
      const body = { currentPassword: PASSWORD, newPassword: `${PASSWORD} 2` };
      expect((await post(path, body, { cookie, headers })).status).toBe(403);
    }
    expect((await post('/manage/api/roles', {}, { cookie, headers })).status).toBe(403);
    const login = { email: EMAIL, password: PASSWORD };
    expect((await post('/auth/sign-in/email', login, { headers })).status).toBe(403);
    expect(await userOf(cookie)).not.toBeNull();
  });

  test('a form cannot log in', async () => {
    const response = await post('/auth/sign-in/email', `email=${EMAIL}&password=${PASSWORD}`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(response.status).toBe(415);
  });
});

describe('the endpoints of better-auth that the console does not use are not found', () => {
  test.each([
    '/auth/sign-up/email',
    '/auth/request-password-reset',
    '/auth/update-user',
    '/auth/delete-user',
    '/auth/sign-in/social',
    '/auth/sign-in/email/',
    '/auth/SIGN-IN/email',
    '/auth/%73ign-up/email',
  ])('%s', async (path) => {
    expect((await post(path, { email: EMAIL, name: 'x', password: PASSWORD })).status).toBe(404);
  });

  test('a body that is too large is rejected', async () => {
    const response = await post('/auth/sign-in/email', { email: EMAIL, password: 'x'.repeat(5000) });
    expect(response.status).toBe(413);
  });

  test.each(['', '[]', '{', 'null', '"x"'])('the body %j is rejected', async (body) => {
    expect([400, 401]).toContain((await post('/auth/sign-in/email', body)).status);
    expect((await post('/auth/link', body)).status).toBe(400);
  });

  test('other methods are 405', async () => {
    for (const path of ['/auth/sign-in/email', '/auth/link']) {
      const response = await fetch(`${api.address}${path}`, { headers: { accept: 'text/html' } });
      expect(response.status).toBe(405);
    }
  });
});

describe('a cookie for another machine', () => {
  test('is Secure, unless the console is opened on this machine', async () => {
    client += 1;
    const { request } = await import('node:http');
    const send = (host: string) =>
      new Promise<readonly string[]>((resolve, reject) => {
        const headers = {
          host,
          origin: `https://${host}`,
          'content-type': 'application/json',
          'x-forwarded-for': `192.0.2.${client}`,
        };
        const sent = request(`${api.address}/auth/sign-in/email`, { method: 'POST', headers }, (response) => {
          response.resume();
          resolve(response.headers['set-cookie'] ?? []);
        });
        sent.on('error', reject);
        sent.end(JSON.stringify({ email: EMAIL, password: PASSWORD }));
      });
    expect((await send('console.acme.example'))[0]).toMatch(/; HttpOnly; SameSite=Lax; Secure$/);
    expect((await send('localhost.acme.example'))[0]).toMatch(/; Secure$/);
    for (const host of ['localhost:4180', '127.0.0.1:4180', '[::1]:4180']) {
      expect((await send(host))[0]).toMatch(/; HttpOnly; SameSite=Lax$/);
    }
  });
});

test('secrets are in no log, and in the data folder only as digests or in private files', async () => {
  const cookie = await logIn();
  const code = await createCode(EMAIL);
  const session = decodeURIComponent(cookie).split('=')[1]?.split('.')[1] ?? '';
  const logged = api.logged.join('');
  for (const secret of [code, api.code, PASSWORD, session]) {
    expect(secret.length).toBeGreaterThan(10);
    expect(logged).not.toContain(secret);
  }
  for (const name of await readdir(api.folder)) {
    const path = join(api.folder, name);
    if (!name.startsWith('lynk-auth')) expect((await stat(path)).mode & 0o077).toBe(0);
    const bytes = await readFile(path, 'latin1');
    for (const secret of [code, PASSWORD]) expect(bytes).not.toContain(secret);
  }
});
