import { systemActor } from '@lynk-auth/authority';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFolder, startTestConsole, type TestConsole, withLastChanged } from './console.ts';

const CHECK = 'query { organization { id name } }';
const FIELDS = 'id rawToken tokenMask tokenName revoked expired createdAt updatedAt revokedAt expiresAt';
const CREATE = `mutation ($input: ApiTokenCreateInput!) { apiTokenCreate(input: $input) { apiKey { ${FIELDS} } errors } }`;
const UPDATE = `mutation ($input: ApiTokenUpdateInput!) { apiTokenUpdate(input: $input) { apiKey { ${FIELDS} } errors } }`;
const DELETE = 'mutation ($input: ApiTokenDeleteInput!) { apiTokenDelete(input: $input) { errors } }';
const CREATE_SERVICE = `mutation ($input: ServiceTokenCreateInput!) {
  serviceTokenCreate(input: $input) { serviceToken { ${FIELDS} role { id name } } errors }
}`;
const LIST = `{ organization { apiKeys { ${FIELDS} } serviceTokens { ${FIELDS} role { name } } } }`;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

let api: TestConsole;
beforeAll(async () => {
  api = await startTestConsole();
});
afterAll(() => api.dispose());

const soon = () => new Date(Date.now() + 3_600_000).toISOString();

async function run(document: string, input: object, token?: string) {
  const { status, json } = await api.query(document, { variables: { input }, ...(token && { token }) });
  expect(status).toBe(200);
  expect(json).not.toHaveProperty('errors');
  // biome-ignore lint/suspicious/noExplicitAny: the tests check the shape of the responses.
  return Object.values(json.data)[0] as any;
}

const statusOf = async (token: string) => (await api.query(CHECK, { token })).status;

async function roleId(name: string): Promise<string> {
  const { json } = await api.query('{ organization { organizationRoles { id name } } }');
  return json.data.organization.organizationRoles.find((role: { name: string }) => role.name === name).id;
}

describe('apiTokenCreate', () => {
  test('returns the token once, valid immediately', async () => {
    const expiresAt = soon();
    const { apiKey, errors } = await run(CREATE, { tokenName: 'laptop', expiresAt });
    expect(errors).toEqual([]);
    expect(apiKey).toMatchObject({
      tokenName: 'laptop',
      revoked: false,
      expired: false,
      revokedAt: null,
      expiresAt,
    });
    expect(apiKey.rawToken).toMatch(/^lynk_live_[1-9A-HJ-NP-Za-km-z]{36}$/);
    expect(apiKey.tokenMask).toBe(`${apiKey.rawToken.slice(0, 14)}…`);
    for (const time of [apiKey.createdAt, apiKey.updatedAt, apiKey.expiresAt])
      expect(time).toMatch(DATE_TIME);
    expect(await statusOf(apiKey.rawToken)).toBe(200);

    const { text, json } = await api.query(LIST);
    expect(text).not.toContain(apiKey.rawToken);
    expect(json.data.organization.apiKeys).toContainEqual({ ...apiKey, rawToken: null });
  });

  test('limits the expiry to that of the calling token', async () => {
    const own = (await api.query(CHECK)).headers.get('lynk-token-expires');
    expect((await run(CREATE, { tokenName: 'no expiry named' })).apiKey.expiresAt).toBe(own);
    const later = await run(CREATE, { tokenName: 'later', expiresAt: '2999-01-01T00:00:00Z' });
    expect(later).toEqual({ apiKey: null, errors: [expect.stringMatching(/expiry/i)] });
  });

  test('gives a token 30 days if its expiry is left out, and no end if it is null', async () => {
    const system = await openFolder(api.folder);
    const [organization] = await system.store.listOrganizations();
    const id = organization?.id ?? '';
    const [member] = await system.store.listMembers(id);
    const input = { name: 'endless', ownerId: member?.userId, expiresAt: null };
    const issued = await system.authority.as(systemActor(id)).issuePersonalToken(input);
    await system.close();
    const endless = issued.ok ? issued.secret.reveal() : '';
    const organizationRoleId = await roleId('Viewer');
    const lifetimeOf = (token: { createdAt: string; expiresAt: string }) =>
      token.expiresAt && Date.parse(token.expiresAt) - Date.parse(token.createdAt);
    for (const [expiry, lifetime] of [
      [{}, 30 * 86_400_000],
      [{ expiresAt: null }, null],
    ] as const) {
      const { apiKey } = await run(CREATE, { tokenName: 'x', ...expiry }, endless);
      expect(lifetimeOf(apiKey)).toBe(lifetime);
      const service = { tokenName: 'x', organizationRoleId, ...expiry };
      expect(lifetimeOf((await run(CREATE_SERVICE, service, endless)).serviceToken)).toBe(lifetime);
    }
    const never = await run(CREATE, { tokenName: 'x', expiresAt: null });
    expect(never).toEqual({ apiKey: null, errors: [expect.stringMatching(/expiry/i)] });
  });

  test.each([
    ['no name', {}],
    ['an empty name', { tokenName: '  ' }],
    ['a name that is too long', { tokenName: 'x'.repeat(201) }],
    ['an expiry in the past', { tokenName: 'x', expiresAt: '2001-01-01T00:00:00Z' }],
  ])('reports %s as an error of the payload', async (_, input) => {
    expect(await run(CREATE, input)).toEqual({ apiKey: null, errors: [expect.stringMatching(/\.$/)] });
  });

  test('does not let a service token create a personal token', async () => {
    const admin = await api.issue('Admin');
    expect(await run(CREATE, { tokenName: 'x' }, admin)).toEqual({
      apiKey: null,
      errors: [expect.any(String)],
    });
  });

  test.each([
    '2026-02-30T00:00:00Z',
    '2030-01-01T00:00:00',
    'tomorrow',
    '2030-13-01',
    '2030-01-01T25:00:00Z',
  ])('reports an invalid date as an error of the document: %s', async (expiresAt) => {
    const { status, json } = await api.query(CREATE, { variables: { input: { tokenName: 'x', expiresAt } } });
    expect(status).toBe(200);
    expect(json).not.toHaveProperty('data');
    expect(json.errors[0].message).toContain('ISO8601DateTime');
  });

  test('accepts a date with an offset, and a date without a time', async () => {
    const day = new Date(Date.now() + 86_400_000 * 2).toISOString().slice(0, 10);
    expect((await run(CREATE, { tokenName: 'x', expiresAt: day })).apiKey.expiresAt).toBe(
      `${day}T00:00:00.000Z`,
    );
    const offset = await run(CREATE, { tokenName: 'x', expiresAt: `${day}T02:00:00+02:00` });
    expect(offset.apiKey.expiresAt).toBe(`${day}T00:00:00.000Z`);
  });
});

describe('apiTokenUpdate', () => {
  const create = async () => (await run(CREATE, { tokenName: 'old', expiresAt: soon() })).apiKey;

  test('renames a token and changes its expiry', async () => {
    const { id } = await create();
    const renamed = await run(UPDATE, { apiKeyId: id, tokenName: 'new' });
    expect(renamed).toMatchObject({ apiKey: { id, tokenName: 'new', rawToken: null }, errors: [] });
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    expect((await run(UPDATE, { apiKeyId: id, expiresAt })).apiKey).toMatchObject({
      tokenName: 'new',
      expiresAt,
    });
  });

  test('revokes a token immediately and permanently', async () => {
    const { id, rawToken } = await create();
    expect(await statusOf(rawToken)).toBe(200);
    const revoked = await run(UPDATE, { apiKeyId: id, revokedAt: new Date().toISOString() });
    expect(revoked).toMatchObject({
      apiKey: { revoked: true, revokedAt: expect.stringMatching(DATE_TIME) },
      errors: [],
    });
    expect(await statusOf(rawToken)).toBe(401);
    expect(await run(UPDATE, { apiKeyId: id, tokenName: 'again' })).toEqual({
      apiKey: null,
      errors: [expect.any(String)],
    });
  });

  test('rejects a revocation in the future, and an unknown token', async () => {
    const { id, rawToken } = await create();
    expect((await run(UPDATE, { apiKeyId: id, revokedAt: '2999-01-01T00:00:00Z' })).errors).toHaveLength(1);
    expect(await statusOf(rawToken)).toBe(200);
    const apiKeyId = '00000000-0000-4000-8000-000000000000';
    expect(await run(UPDATE, { apiKeyId, tokenName: 'x' })).toEqual({
      apiKey: null,
      errors: ['The token does not exist.'],
    });
  });
});

describe('apiTokenDelete', () => {
  test.each(['apiKeyId', 'token'])('revokes a token by %s', async (by) => {
    const { apiKey } = await run(CREATE, { tokenName: 'x' });
    const input = by === 'token' ? { token: apiKey.rawToken } : { apiKeyId: apiKey.id };
    expect(await run(DELETE, input)).toEqual({ errors: [] });
    expect(await statusOf(apiKey.rawToken)).toBe(401);
  });

  test('takes exactly one of the two', async () => {
    const { apiKey } = await run(CREATE, { tokenName: 'x' });
    const both = { apiKeyId: apiKey.id, token: apiKey.rawToken };
    for (const input of [{}, { apiKeyId: null, token: null }, both]) {
      expect((await run(DELETE, input)).errors).toEqual([expect.any(String)]);
    }
    expect(await statusOf(apiKey.rawToken)).toBe(200);
  });

  test('reports an invalid or unknown token as an error of the payload, without repeating it', async () => {
    for (const token of ['lynk_live_nonsense-nonsense-nonsense', withLastChanged(api.token)]) {
      const { errors } = await run(DELETE, { token });
      expect(errors).toHaveLength(1);
      expect(errors[0]).not.toContain('nonsense');
    }
  });
});

describe('serviceTokenCreate', () => {
  test('creates a token with its own role', async () => {
    const organizationRoleId = await roleId('Viewer');
    const { serviceToken, errors } = await run(CREATE_SERVICE, {
      tokenName: 'ci',
      organizationRoleId,
      expiresAt: soon(),
    });
    expect(errors).toEqual([]);
    expect(serviceToken).toMatchObject({ tokenName: 'ci', role: { id: organizationRoleId, name: 'Viewer' } });
    expect(serviceToken.rawToken).toMatch(/^lynk_service_live_[1-9A-HJ-NP-Za-km-z]{36}$/);
    expect(await statusOf(serviceToken.rawToken)).toBe(200);
    expect((await api.query(LIST, { token: serviceToken.rawToken })).status).toBe(403);
    expect((await api.query(LIST)).json.data.organization.serviceTokens).toContainEqual(
      expect.objectContaining({ tokenName: 'ci', rawToken: null, role: { name: 'Viewer' } }),
    );
  });

  test('grants at most the permissions of the caller', async () => {
    const operator = await api.issue('Operator');
    const admin = await run(
      CREATE_SERVICE,
      { tokenName: 'x', organizationRoleId: await roleId('Admin') },
      operator,
    );
    expect(admin).toEqual({
      serviceToken: null,
      errors: [expect.stringMatching(/more than you may grant/)],
    });
    const viewer = await run(
      CREATE_SERVICE,
      { tokenName: 'x', organizationRoleId: await roleId('Viewer') },
      operator,
    );
    expect(viewer.errors).toEqual([]);
  });

  test('reports an unknown role as an error of the payload', async () => {
    const organizationRoleId = '00000000-0000-4000-8000-000000000000';
    expect(await run(CREATE_SERVICE, { tokenName: 'x', organizationRoleId })).toEqual({
      serviceToken: null,
      errors: [expect.any(String)],
    });
  });
});

test('lists the users and roles of the wire contract', async () => {
  const { json } = await api.query(
    '{ organization { organizationRoles { name permissions } users { name email role { name } } } }',
  );
  const { organizationRoles, users } = json.data.organization;
  expect(organizationRoles.map((role: { name: string }) => role.name)).toEqual([
    'Admin',
    'Operator',
    'Viewer',
  ]);
  expect(organizationRoles[2].permissions.every((permission: string) => permission.startsWith('view_'))).toBe(
    true,
  );
  expect(users).toEqual([{ name: 'Administrator', email: 'admin@acme.example', role: { name: 'Admin' } }]);
});
