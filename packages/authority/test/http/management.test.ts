import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/access/actor.ts';
import { routes } from '../../src/http/api/routes.ts';
import {
  createAuthorityHandler,
  createManagementHandler,
  createOpenApiDocument,
  type Handler,
  type ManagementHandlerOptions,
  statusOfReason,
} from '../../src/http/index.ts';
import { createTestOrganization, DAY, START } from '../create-test-organization.ts';

const ORIGIN = 'https://app.example';

/** A handler for one signed-in actor, and a function that sends requests as a page of the same origin does. */
async function createApi(
  as: 'admin' | 'operator' | 'viewer' = 'admin',
  options: Partial<ManagementHandlerOptions> = {},
) {
  const acme = await createTestOrganization();
  const errors: unknown[] = [];
  const handler = createManagementHandler({
    authority: acme.authority,
    actor: () => acme[as],
    onError: (error) => errors.push(error),
    basePath: '/api',
    ...options,
  });
  return { ...acme, errors, handler, send: createSender(handler) };
}

function createSender(handler: Handler) {
  return async (line: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const [method = '', path = ''] = line.split(' ');
    const response = await handler(
      new Request(`${ORIGIN}/api${path}`, {
        method,
        headers: {
          ...(method === 'GET' ? {} : { 'content-type': 'application/json', origin: ORIGIN }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBe(null);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text) };
  };
}

const failure = (code: string, field?: string) => ({
  errors: [{ message: expect.any(String), extensions: field === undefined ? { code } : { code, field } }],
});

/** The operations without a route, and why. */
const withoutRoute = { exportAudit: 'JSON lines of any size; GET /audit has the same entries in pages' };

test('every operation has one route, or a reason for none', async () => {
  const { authority, system } = await createTestOrganization();
  const operations = [...routes.map(({ operation }) => operation), ...Object.keys(withoutRoute)];
  expect([...operations].sort()).toEqual(Object.keys(authority.as(system)).sort());
});

test('a page creates, changes, rotates and revokes a token', async () => {
  const { send, roleId, verifier, admin } = await createApi();
  const parse = ({ body }: { body: unknown }, operation: string) =>
    routes.find((route) => route.operation === operation)?.result.parse(body);

  const { body: roles } = await send('GET /roles');
  expect(parse({ body: roles }, 'listRoles')).toEqual(roles);
  const created = await send('POST /service-tokens', { name: ' ci ', roleId: roleId('Viewer') });
  expect(created.status).toBe(201);
  const { token, secret } = created.body;
  expect(token).toMatchObject({ name: 'ci', kind: 'service', state: 'active', expiresAt: START + 30 * DAY });
  expect(await verifier.verify(secret)).toMatchObject({ ok: true });
  expect(parse(created, 'issueServiceToken')).toEqual(created.body);

  const personal = await send('POST /personal-tokens', { name: 'mine', expiresAt: null });
  expect([personal.status, personal.body.token.ownerId]).toEqual([201, admin.userId]);

  const list = await send('GET /tokens?kind=service');
  expect(list.body.tokens).toEqual([{ ...token, lastUsedAt: START }]);
  for (const [since, total] of [
    [START, 0],
    [START + 1, 2],
  ]) {
    expect((await send(`GET /tokens?unusedSince=${since}`)).body.total).toBe(total);
  }
  const namesOf = async (query: string) =>
    (await send(`GET /tokens?${query}`)).body.tokens.map(({ name }: { name: string }) => name);
  expect(await namesOf('order=name')).toEqual(['ci', 'mine']);
  expect(await namesOf('order=expires')).toEqual(['ci', 'mine']);
  expect(await namesOf('neverExpires=true')).toEqual(['mine']);
  expect(await namesOf('neverExpires=false')).toEqual(['ci']);
  expect((await send('GET /tokens?order=random')).body).toEqual(failure('INVALID', 'order'));
  expect(JSON.stringify(list.body)).not.toContain(secret);
  expect(parse(list, 'listTokens')).toEqual(list.body);

  const renamed = await send(`PATCH /tokens/${token.id}`, { name: 'deploy' });
  expect([renamed.status, renamed.body.token.name]).toEqual([200, 'deploy']);
  expect((await send(`GET /tokens/${token.id}`)).body).toEqual(renamed.body);

  const rotated = await send(`POST /tokens/${token.id}/rotate`, { overlapSeconds: 60 });
  expect(rotated.status).toBe(201);
  expect(await verifier.verify(rotated.body.secret)).toMatchObject({ ok: true });
  expect(rotated.body.secret).not.toBe(secret);
  const secrets = await send(`GET /tokens/${token.id}/secrets`);
  expect(secrets.body.secrets).toMatchObject([{ mask: token.mask }, { mask: rotated.body.token.mask }]);
  expect(parse(secrets, 'listSecrets')).toEqual(secrets.body);

  const { createdAt } = secrets.body.secrets[1];
  const outdated = await send(`POST /tokens/${token.id}/retire`, { newestCreatedAt: createdAt - 1 });
  expect([outdated.status, outdated.body]).toEqual([409, failure('CONFLICT')]);
  const retired = await send(`POST /tokens/${token.id}/retire`, { newestCreatedAt: createdAt });
  expect([retired.status, parse(retired, 'retireSecrets')]).toEqual([200, retired.body]);
  expect(await verifier.verify(secret)).toMatchObject({ ok: false });
  expect(await verifier.verify(rotated.body.secret)).toMatchObject({ ok: true });

  const revoked = await send(`POST /tokens/${token.id}/revoke`);
  expect([revoked.status, revoked.body.token.state]).toEqual([200, 'revoked']);
  expect(await verifier.verify(rotated.body.secret)).toMatchObject({ reason: 'revoked' });
  const refusals = await send(`GET /tokens/${token.id}/refusals`);
  expect(refusals.body.refusals).toContainEqual(expect.objectContaining({ reason: 'revoked', count: 1 }));
  expect(parse(refusals, 'listRefusals')).toEqual(refusals.body);
  const byToken = await send('POST /tokens/revoke', { token: personal.body.secret });
  expect([byToken.status, byToken.body.token.id]).toEqual([200, personal.body.token.id]);
  expect(JSON.stringify([renamed, revoked, byToken])).not.toContain(secret);

  for (const [line, operation] of [
    ['GET /organization', 'getOrganization'],
    ['GET /members', 'listMembers'],
  ] as const) {
    const response = await send(line);
    expect([response.status, parse(response, operation)]).toEqual([200, response.body]);
  }
});

test('a page creates, changes and deletes roles and members', async () => {
  const { send, viewer, verifier, authority } = await createApi();
  const check = async (operation: string, line: string, body?: unknown) => {
    const response = await send(line, body);
    const route = routes.find((each) => each.operation === operation);
    expect([response.status, route?.result.parse(response.body)]).toEqual([route?.status, response.body]);
    return response.body;
  };
  const input = { name: 'Auditor', permissions: ['view_sboms', 'manage_api_tokens'] };
  const { role } = await check('createRole', 'POST /roles', input);
  expect((await check('getRole', `GET /roles/${role.id}`)).role).toEqual(role);
  const update = { permissions: ['manage_api_tokens'] };
  expect((await check('updateRole', `PATCH /roles/${role.id}`, update)).role.permissions).toEqual(
    update.permissions,
  );
  const grace = { userId: 'grace', roleId: role.id };
  expect((await check('addMember', 'POST /members', grace)).member).toMatchObject({ userId: 'grace' });
  const asGrace = authority.as({ kind: 'user', organizationId: role.organizationId, userId: 'grace' });
  const issued = await asGrace.issuePersonalToken({ name: 'n' });
  if (!issued.ok) throw new Error(issued.message);
  expect(await check('getMember', 'GET /members/grace')).toMatchObject({ liveTokens: 1 });
  expect((await check('updateMember', 'PATCH /members/grace', { name: 'Grace' })).member.name).toBe('Grace');

  const { member } = await check('suspendMember', 'POST /members/grace/suspend');
  expect(member.suspendedAt).toBe(START);
  expect(await verifier.verify(issued.secret.reveal())).toMatchObject({ reason: 'owner_suspended' });
  expect((await check('resumeMember', 'POST /members/grace/resume')).member.suspendedAt).toBe(null);
  const inUse = await send(`POST /roles/${role.id}/delete`, {});
  expect([inUse.status, inUse.body]).toEqual([409, failure('ROLE_IN_USE')]);
  await check('deleteRole', `POST /roles/${role.id}/delete`, { successorRoleId: 'viewer' });
  await check('removeMember', 'POST /members/grace/remove');
  expect(await verifier.verify(issued.secret.reveal())).toMatchObject({ reason: 'revoked' });
  expect((await send('GET /members/grace')).status).toBe(404);

  const { userId } = (await send('GET /members')).body.members[0];
  const last = await send(`POST /members/${userId}/remove`);
  expect([last.status, last.body]).toEqual([409, failure('LAST_ADMINISTRATOR')]);
  expect(userId).not.toBe(viewer.userId);
});

test('the audit log has the page of each change, with the address and the user agent', async () => {
  const acme = await createTestOrganization();
  const { authority, admin } = acme;
  const handler = createManagementHandler({
    authority,
    actor: () => admin,
    basePath: '/api',
    clientIp: { trustedProxies: 1 },
  });
  const send = createSender(handler);
  const { body } = await send(
    'POST /personal-tokens',
    { name: 'n' },
    { 'x-forwarded-for': '10.0.0.9, 192.0.2.7', 'user-agent': 'Firefox' },
  );
  const query = `actorKind=user&actorId=${admin.userId}&action=issue_token&limit=10&from=0&to=9999999999999`;
  const { status, body: page } = await send(`GET /audit?${query}`);
  expect([status, page]).toEqual([
    200,
    {
      entries: [
        expect.objectContaining({
          action: 'issue_token',
          tokenId: body.token.id,
          origin: { clientIp: '192.0.2.7', userAgent: 'Firefox' },
        }),
      ],
      nextCursor: null,
    },
  ]);
  expect(routes.find(({ operation }) => operation === 'listAudit')?.result.parse(page)).toEqual(page);
  expect((await send('GET /audit?actorId=ada')).status).toBe(400);
  expect((await send('GET /audit?limit=0')).status).toBe(400);
});

test('a page manages roles and members, and every response has the form that the document states', async () => {
  const { send } = await createApi();
  const call = async (line: string, operation: string, body?: unknown) => {
    const response = await send(line, body);
    const route = routes.find((each) => each.operation === operation);
    expect([line, response.status]).toEqual([line, route?.status]);
    expect(route?.result.parse(response.body)).toEqual(response.body);
    return response.body;
  };
  const permissions = ['view_sboms'];
  const { role } = await call('POST /roles', 'createRole', { name: 'Reader', permissions });
  await call(`GET /roles/${role.id}`, 'getRole');
  await call(`PATCH /roles/${role.id}`, 'updateRole', { name: 'Guest' });
  const { member } = await call('POST /members', 'addMember', { userId: 'bob@example.com', roleId: role.id });
  const path = `/members/${encodeURIComponent(member.userId)}`;
  expect((await call(`GET ${path}`, 'getMember')).member).toEqual(member);
  await call(`PATCH ${path}`, 'updateMember', { name: 'Bob' });
  await call(`POST ${path}/suspend`, 'suspendMember');
  await call(`POST ${path}/resume`, 'resumeMember');
  const inUse = await send(`POST /roles/${role.id}/delete`);
  expect([inUse.status, inUse.body]).toEqual([409, failure('ROLE_IN_USE')]);
  await call(`POST ${path}/remove`, 'removeMember');
  await call(`POST /roles/${role.id}/delete`, 'deleteRole');
});

describe('a failed operation has the status of its reason', () => {
  test.each([
    ['POST /service-tokens', { name: '', roleId: 'x' }, 400, failure('INVALID', 'name')],
    ['POST /service-tokens', { name: 'n' }, 400, failure('INVALID', 'roleId')],
    ['POST /service-tokens', { name: 'n', roleId: 'x', admin: true }, 400, failure('INVALID', 'admin')],
    [
      'POST /service-tokens',
      '{"name":"n","roleId":"x","__proto__":{"a":1}}',
      400,
      failure('INVALID', '__proto__'),
    ],
    ['POST /service-tokens', [], 400, failure('INVALID')],
    ['POST /service-tokens', 'null', 400, failure('INVALID')],
    ['POST /service-tokens', { name: 'n', roleId: 'x' }, 404, failure('NOT_FOUND')],
    ['POST /personal-tokens', { name: 'n', expiresAt: '2030-01-01' }, 400, failure('INVALID', 'expiresAt')],
    ['POST /tokens/revoke', { token: 'x' }, 400, failure('INVALID', 'token')],
    ['POST /tokens/revoke', { token: 7 }, 400, failure('INVALID', 'token')],
    ['POST /tokens/revoke', {}, 400, failure('INVALID', 'token')],
    ['GET /tokens?kind=robot', undefined, 400, failure('INVALID', 'kind')],
    ['GET /tokens?kind=service&kind=service', undefined, 400, failure('INVALID', 'kind')],
    ['GET /tokens?owner=me', undefined, 400, failure('INVALID', 'owner')],
    ['GET /tokens?__proto__=1', undefined, 400, failure('INVALID', '__proto__')],
    ['GET /tokens/unknown', undefined, 404, failure('NOT_FOUND')],
    ['GET /tokens/%E0%A4%A', undefined, 404, failure('NOT_FOUND')],
    ['GET /tokens/..%2fme', undefined, 404, failure('NOT_FOUND')],
    ['PATCH /tokens/unknown', { name: 'n' }, 404, failure('NOT_FOUND')],
    ['PATCH /tokens/unknown', {}, 400, failure('INVALID')],
  ])('%s with %j: %i', async (line, body, status, expected) => {
    const { send } = await createApi();
    const response = await send(line, body);
    expect([response.status, response.body]).toEqual([status, expected]);
  });

  test('for an actor with fewer permissions', async () => {
    const { send, roleId } = await createApi('viewer');
    const created = await send('POST /service-tokens', { name: 'n', roleId: roleId('Viewer') });
    expect([created.status, created.body]).toEqual([403, failure('FORBIDDEN')]);
    const operator = await createApi('operator');
    const exceeding = await operator.send('POST /service-tokens', {
      name: 'n',
      roleId: operator.roleId('Admin'),
    });
    expect([exceeding.status, exceeding.body]).toEqual([403, failure('EXCEEDS_PERMISSIONS')]);
  });

  test('never repeats a token that was sent as the name of a field', async () => {
    const { send } = await createApi();
    const { body } = await send('POST /personal-tokens', { name: 'n' });
    const response = await send('POST /personal-tokens', { name: 'n', [body.secret]: 1 });
    expect(response.status).toBe(400);
    expect(JSON.stringify(response.body)).not.toContain(body.secret);
  });

  test('each with one status', () => {
    for (const status of Object.values(statusOfReason)) expect([400, 403, 404, 409, 422]).toContain(status);
  });
});

describe('a request that changes something', () => {
  const create = (headers: Readonly<Record<string, string>>, origins: readonly string[] = []) =>
    createApi('admin', { origins }).then(({ send }) => send('POST /personal-tokens', { name: 'n' }, headers));

  test.each([
    [{ 'sec-fetch-site': 'same-origin' }, 201],
    [{ 'sec-fetch-site': 'none' }, 201],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    // A browser that sends both headers is believed in the one that names the relation.
    [{ 'sec-fetch-site': 'cross-site', origin: ORIGIN }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'https://app.example.evil.example' }, 403],
    [{ origin: 'https://app.example:8443' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: ORIGIN }, 201],
  ])('with %j: %i', async (headers, status) => {
    expect((await create(headers)).status).toBe(status);
  });

  test.each([
    [{ origin: 'https://settings.example' }, 201],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://settings.example' }, 201],
    [{ origin: 'http://settings.example' }, 403],
  ])('of another origin, with %j: %i', async (headers, status) => {
    expect((await create(headers, ['https://settings.example'])).status).toBe(status);
  });

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['text/plain; charset=application/json', 415],
    ['', 415],
    ['application/json; charset=utf-8', 201],
  ])('of the media type "%s": %i', async (type, status) => {
    expect((await create({ 'content-type': type })).status).toBe(status);
  });

  test('needs the media type even without a body', async () => {
    const { send } = await createApi();
    expect((await send('POST /tokens/x/revoke', undefined, { 'content-type': '' })).status).toBe(415);
  });

  test.each([
    ['{', 400],
    ['{"name":"n"} x', 400],
    [`{"name":"${'n'.repeat(70_000)}"}`, 413],
  ])('with a body that cannot be read', async (body, status) => {
    const { send } = await createApi();
    expect((await send('POST /personal-tokens', body)).status).toBe(status);
  });
});

describe('the actor', () => {
  test('is found for each request, and none is 401 with a challenge', async () => {
    const requests: string[] = [];
    const { send } = await createApi('admin', {
      async actor(request) {
        requests.push(request.headers.get('cookie') ?? '');
        return null;
      },
    });
    const response = await send('GET /tokens', undefined, { cookie: 'session=1' });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="api"']);
    expect(response.body).toEqual(failure('UNAUTHORIZED'));
    expect(requests).toEqual(['session=1']);
  });

  test('is not asked for a request of another page, of an unknown path or method', async () => {
    const actor = () => {
      throw new Error('asked');
    };
    const { send, errors } = await createApi('admin', { actor });
    expect((await send('POST /tokens/revoke', {}, { origin: 'https://evil.example' })).status).toBe(403);
    for (const line of ['GET /', 'GET /users', 'GET /tokens/', 'GET /tokens/a/b/c', 'POST /tokens/a']) {
      expect([404, 405]).toContain((await send(line, line.startsWith('GET') ? undefined : {})).status);
    }
    const wrong = await send('DELETE /organization');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(errors).toEqual([]);
  });

  test('that is not an actor is a bug: 500', async () => {
    for (const actor of [{ kind: 'system', organizationId: 'acme' }, { userId: 'ada' }, 'ada']) {
      const { send, errors } = await createApi('admin', { actor: () => actor as Actor });
      expect((await send('GET /tokens')).status).toBe(500);
      expect(errors).toMatchObject([{ code: 'configuration' }]);
    }
  });

  test('that cannot be found now is 503, without what was thrown', async () => {
    const { send, errors } = await createApi('admin', {
      actor: async () => {
        throw new Error('redis://:hunter2@sessions');
      },
    });
    const response = await send('GET /tokens');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(JSON.stringify(response.body)).not.toContain('hunter2');
    expect(errors).toHaveLength(1);
  });

  test('sees nothing of another organization', async () => {
    const { authority, addOrganization, admin } = await createTestOrganization();
    const beta = await addOrganization('Beta');
    const senderFor = (actor: Actor) =>
      createSender(createManagementHandler({ authority, actor: () => actor, basePath: '/api' }));
    const { body } = await senderFor(beta.admin)('POST /personal-tokens', { name: 'n' });
    const send = senderFor(admin);
    expect((await send(`GET /tokens/${body.token.id}`)).status).toBe(404);
    expect((await send(`POST /tokens/${body.token.id}/revoke`)).status).toBe(404);
    expect((await send('POST /tokens/revoke', { token: body.secret })).status).toBe(404);
  });
});

test('a store that throws is 503', async () => {
  const { authority, admin, errors } = await createApi();
  const handler = createManagementHandler({
    authority: {
      ...authority,
      as: () => ({
        ...authority.as(admin),
        getOrganization: () => Promise.reject(new Error('The disk is full.')),
      }),
    },
    actor: () => admin,
    basePath: '/api',
    onError: (error) => errors.push(error),
  });
  expect((await createSender(handler)('GET /organization')).status).toBe(503);
  expect(errors).toHaveLength(1);
});

test('the OpenAPI document is valid, and the handler serves it', async () => {
  const { send } = await createApi();
  const { status, body } = await send('GET /openapi.json');
  expect(status).toBe(200);
  expect(body).toEqual(JSON.parse(JSON.stringify(createOpenApiDocument())));
  const validator = new Validator();
  expect(await validator.validate(body)).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  const url = new URL(body.servers[0].url, 'https://app.example/auth/api/openapi.json');
  expect(url.href).toBe('https://app.example/auth/api');
  for (const { method, path, operation } of routes) {
    expect(body.paths[path][method.toLowerCase()].operationId).toBe(operation);
  }
  const { properties, required } =
    body.paths['/service-tokens'].post.requestBody.content['application/json'].schema;
  expect([Object.keys(properties), required]).toEqual([
    ['name', 'roleId', 'expiresAt', 'permissions'],
    ['name', 'roleId'],
  ]);
});

test('the handler of the authority serves it below /api, if an actor is configured', async () => {
  const { authority, verifier, admin } = await createTestOrganization();
  const url = 'https://app.example/auth/api/organization';
  const options = { authority, verifier, basePath: '/auth' };
  const without = createAuthorityHandler(options);
  expect((await without(new Request(url))).status).toBe(404);
  const handler = createAuthorityHandler({ ...options, actor: () => admin });
  expect((await handler(new Request(url))).status).toBe(200);
  expect((await handler(new Request('https://app.example/auth/apix/organization'))).status).toBe(404);
  expect(() => createAuthorityHandler({ ...options, origins: ['https://app.example'] })).toThrow('actor');
});

test.each([
  [{ actor: undefined }, 'actor'],
  [{ origins: ['https://app.example/'] }, 'origins'],
  [{ origins: ['*'] }, 'origins'],
  [{ origins: 'https://app.example' }, 'origins'],
  [{ basePath: 'api' }, 'basePath'],
  [{ realm: '"' }, 'realm'],
  [{ cors: true }, 'no option "cors"'],
])('rejects %j when it is created', async (options, message) => {
  const { authority, admin } = await createTestOrganization();
  const all = { authority, actor: () => admin, ...(options as object) };
  expect(() => createManagementHandler(all as never)).toThrow(message);
});
