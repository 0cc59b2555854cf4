import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestConsole, type TestConsole } from './console.ts';

const PASSWORD = 'four random words here';

let api: TestConsole;
let admin: string;
let roles: ReadonlyMap<string, string>;
let client = 0;

beforeAll(async () => {
  api = await startTestConsole({ LYNK_AUTH_TRUSTED_PROXIES: '1' });
  admin = await followLink(api.code, 'admin@acme.example');
  const listed = await (await call('GET', '/manage/api/roles', admin)).json();
  roles = new Map(listed.roles.map((role: { name: string; id: string }) => [role.name, role.id]));
});
afterAll(() => api.dispose());

function call(method: string, path: string, cookie: string, body?: object, headers: object = {}) {
  return fetch(`${api.address}${path}`, {
    method,
    headers: {
      origin: api.address,
      'x-forwarded-for': `192.0.2.${client}`,
      cookie,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
}

/** Sets a password with a one-time link, and logs in with it. */
async function followLink(code: string, email: string): Promise<string> {
  client += 1;
  const set = await call('POST', '/auth/reset-password', '', { token: code, newPassword: PASSWORD });
  expect(set.status).toBe(200);
  const response = await call('POST', '/auth/sign-in/email', '', { email, password: PASSWORD });
  expect(response.status).toBe(200);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

const invite = (cookie: string, email: string, role: string, headers?: object) =>
  call('POST', '/console/invitations', cookie, { email, roleId: roles.get(role) ?? '' }, headers);

async function join(email: string, role: string): Promise<{ cookie: string; userId: string }> {
  const response = await invite(admin, email, role);
  expect(response.status).toBe(201);
  const { member, code, expiresAt } = await response.json();
  expect(expiresAt).toBeGreaterThan(Date.now() + 23 * 3600 * 1000);
  return { cookie: await followLink(code, email), userId: member.userId };
}

test('invites a member, who is listed as invited until the link is used', async () => {
  const response = await invite(admin, 'Ann@acme.example', 'Viewer');
  expect(response.status).toBe(201);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const { member, code } = await response.json();
  expect(member).toMatchObject({ email: 'ann@acme.example', role: { name: 'Viewer' } });
  const listed = async () => (await (await call('GET', '/console/invited', admin)).json()).userIds;
  expect(await listed()).toEqual([member.userId]);
  await followLink(code, 'ann@acme.example');
  expect(await listed()).toEqual([]);
});

describe('an invitation is rejected', () => {
  test.each([
    ['for the address of a member', { email: 'ADMIN@acme.example' }, 409],
    ['for no address', { email: 'x' }, 400],
    ['with an unknown role', { email: 'new@acme.example', roleId: 'x' }, 404],
    ['with an unknown field', { email: 'new@acme.example', userId: 'x' }, 400],
  ])('%s', async (_, input, status) => {
    const body = { roleId: roles.get('Viewer'), ...input };
    const response = await call('POST', '/console/invitations', admin, body);
    expect(response.status).toBe(status);
    expect((await response.json()).errors[0].message).toMatch(/\.$/);
  });

  test('without a session, with a token, and from another page', async () => {
    expect((await invite('', 'new@acme.example', 'Viewer')).status).toBe(401);
    const bearer = { authorization: `Bearer ${api.token}` };
    expect((await invite('', 'new@acme.example', 'Viewer', bearer)).status).toBe(401);
    for (const origin of ['https://evil.example', 'http://127.0.0.1:1', 'null']) {
      expect((await invite(admin, 'new@acme.example', 'Viewer', { origin })).status).toBe(403);
    }
  });
});

describe('a member gains nothing from links', () => {
  test('a viewer can neither invite nor create a link', async () => {
    const { cookie, userId } = await join('vic@acme.example', 'Viewer');
    for (const email of ['new@acme.example', 'admin@acme.example']) {
      expect((await invite(cookie, email, 'Viewer')).status).toBe(403);
    }
    for (const id of ['administrator', userId]) {
      expect((await call('POST', `/console/members/${id}/link`, cookie, {})).status).toBe(403);
    }
  });

  test('an operator can create a link for an operator, but not for an administrator', async () => {
    const operator = await join('olga@acme.example', 'Operator');
    const other = await join('otto@acme.example', 'Operator');
    expect((await invite(operator.cookie, 'boss@acme.example', 'Admin')).status).toBe(403);
    const taken = await call('POST', '/console/members/administrator/link', operator.cookie, {});
    expect(taken.status).toBe(403);
    const allowed = await call('POST', `/console/members/${other.userId}/link`, operator.cookie, {});
    expect(allowed.status).toBe(201);
    // The session of the other one ends only when the link is used.
    const user = async () =>
      (await (await call('GET', '/auth/session', other.cookie)).json()).user?.email ?? null;
    expect(await user()).toBe('otto@acme.example');
    await followLink((await allowed.json()).code, 'otto@acme.example');
    expect(await user()).toBeNull();
  });

  test('a member of nothing and an unknown path are not found', async () => {
    expect((await call('POST', '/console/members/unknown/link', admin, {})).status).toBe(404);
    expect((await call('GET', '/console/x', admin)).status).toBe(404);
    expect((await call('GET', '/console/invitations', admin)).status).toBe(405);
  });
});

describe('the export of the audit log', () => {
  test('is a file of JSON lines, filtered by the query', async () => {
    await api.manage((management) =>
      management.createRole({ name: 'Uploader', permissions: ['view_sboms'] }),
    );
    const response = await call('GET', '/console/audit.jsonl?action=create_role&actorKind=system', admin);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="audit.jsonl"');
    const lines = (await response.text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { action: 'create_role', actor: { kind: 'system' }, after: { name: 'Uploader' } },
    ]);
    const all = await (await call('GET', '/console/audit.jsonl', admin)).text();
    expect(all.split('\n').length).toBeGreaterThan(3);
  });

  test('needs a session, the right to it, and a valid filter', async () => {
    expect((await call('GET', '/console/audit.jsonl', '')).status).toBe(401);
    const { cookie } = await join('vera@acme.example', 'Viewer');
    expect((await call('GET', '/console/audit.jsonl', cookie)).status).toBe(403);
    expect((await call('GET', '/console/audit.jsonl?from=x', admin)).status).toBe(400);
    expect((await call('POST', '/console/audit.jsonl', admin, {})).status).toBe(405);
  });
});
