import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ServerType, serve } from '@hono/node-server';
import { freePort } from '@lynk-auth/test-kit';
import { launchPostgres, type Postgres } from '@lynk-auth/test-kit/postgres';
import { getMigrations } from 'better-auth/db/migration';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTypeErrors, type WrittenBlocks, writeBlocks } from './write-blocks.ts';

const HOST = '127.0.0.1';

let blocks: WrittenBlocks;
let postgres: Postgres;
let pool: Pool;
let server: ServerType;
let origin: string;
let closeStore: () => Promise<void>;

beforeAll(async () => {
  blocks = writeBlocks('guides/tokens-with-better-auth.md', ['database', 'tokens', 'auth', 'app']);
  postgres = await launchPostgres();
  const { host, port, user } = postgres.connection;
  const ownPort = await freePort(HOST);
  origin = `http://${HOST}:${ownPort}`;
  process.env['DATABASE_URL'] = `postgres://${user}@${host}:${port}/postgres`;
  process.env['BETTER_AUTH_URL'] = origin;
  process.env['BETTER_AUTH_SECRET'] = crypto.randomUUID();
  const load = (name: string) => import(pathToFileURL(join(blocks.folder, `${name}.js`)).href);
  ({ pool } = await load('database'));
  const { auth } = await load('auth');
  await (await getMigrations(auth.options)).runMigrations();
  const { app } = await load('app');
  const { store, verifier } = await load('tokens');
  server = serve({ fetch: app.fetch, hostname: HOST, port: ownPort });
  closeStore = async () => {
    await verifier.close();
    await store.close();
    await pool.end();
  };
});
afterAll(async () => {
  server?.close();
  await closeStore?.();
  await postgres?.remove();
  blocks?.remove();
});

interface Sent {
  readonly cookie?: string | undefined;
  readonly token?: string | undefined;
  readonly json?: unknown;
}

async function send(request: string, { cookie, token, json }: Sent = {}) {
  const [method = '', path = ''] = request.split(' ');
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      origin,
      ...(cookie !== undefined && { cookie }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(method !== 'GET' && { 'content-type': 'application/json' }),
    },
    ...(method !== 'GET' && { body: JSON.stringify(json ?? {}) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { status: response.status, body: isJson ? JSON.parse(text) : text, cookie: cookies.join('; ') };
}

/** A user who is signed in to better-auth. */
interface Person {
  readonly id: string;
  readonly email: string;
  readonly cookie: string;
}

const password = crypto.randomUUID();
async function signUp(name: string): Promise<Person> {
  const email = `${name}-${crypto.randomUUID()}@example.com`;
  const { status, body, cookie } = await send('POST /api/auth/sign-up/email', {
    json: { name, email, password },
  });
  expect(status).toBe(200);
  return { id: body.user.id, email, cookie };
}

/** Calls better-auth, which must succeed. */
async function call(path: string, { cookie }: Person, json: object) {
  const { status, body } = await send(`POST /api/auth${path}`, { cookie, json });
  expect([path, status, body?.code]).toEqual([path, 200, undefined]);
  return body;
}

/** An organization with its owner and one member, who has accepted an invitation. */
async function createTeam() {
  const [ada, bob] = [await signUp('ada'), await signUp('bob')];
  const slug = crypto.randomUUID();
  const { id: organizationId } = await call('/organization/create', ada, { name: 'Acme Corp', slug });
  const join = async (person: Person) => {
    const invitation = { email: person.email, role: 'member', organizationId };
    const { id } = await call('/organization/invite-member', ada, invitation);
    const { member } = await call('/organization/accept-invitation', person, { invitationId: id });
    return member.id as string;
  };
  return { ada, bob, organizationId, join, memberId: await join(bob) };
}

async function issue({ cookie }: Person): Promise<{ readonly id: string; readonly secret: string }> {
  const { status, body } = await send('POST /settings/api/personal-tokens', {
    cookie,
    json: { name: 'cli' },
  });
  expect([status, body.errors]).toEqual([201, undefined]);
  return { id: body.token.id, secret: body.secret };
}

const use = async (token: string, method = 'GET') => (await send(`${method} /projects`, { token })).status;

describe('the application of the guide "Tokens with better-auth"', () => {
  it('compiles', () => expect(findTypeErrors(blocks.files)).toEqual([]));

  it('gives members tokens with the permissions of their role', async () => {
    const { ada, bob } = await createTeam();
    const [owner, member] = [await issue(ada), await issue(bob)];
    expect([await use(owner.secret), await use(owner.secret, 'POST')]).toEqual([200, 201]);
    expect([await use(member.secret), await use(member.secret, 'POST')]).toEqual([200, 403]);
    expect(await use('lynk_live_nonsense')).toBe(401);
    const listed = await send('GET /settings/api/tokens', { cookie: ada.cookie });
    expect(listed.body.tokens.map(({ id }: { id: string }) => id).sort()).toEqual(
      [owner.id, member.id].sort(),
    );
    const own = await send('GET /settings/api/tokens', { cookie: bob.cookie });
    expect(own.body.tokens).toMatchObject([{ id: member.id, ownerId: bob.id, state: 'active' }]);
  });

  it('is closed without a session, and to users of another organization', async () => {
    const { ada } = await createTeam();
    const { id } = await issue(ada);
    expect((await send('GET /settings/api/tokens')).status).toBe(401);
    const eve = await signUp('eve');
    expect((await send('GET /settings/api/tokens', { cookie: eve.cookie })).status).toBe(401);
    const { ada: other } = await createTeam();
    expect((await send(`GET /settings/api/tokens/${id}`, { cookie: other.cookie })).status).toBe(404);
  });

  it('follows the role of a member, and counts the highest of several', async () => {
    const { ada, bob, organizationId, memberId } = await createTeam();
    const { secret } = await issue(bob);
    const setRole = (role: string | string[]) =>
      call('/organization/update-member-role', ada, { memberId, organizationId, role });
    await setRole('admin');
    expect(await use(secret, 'POST')).toBe(201);
    await setRole(['member', 'owner']);
    expect(await use(secret, 'POST')).toBe(201);
    await setRole('member');
    expect([await use(secret), await use(secret, 'POST')]).toEqual([200, 403]);
  });

  it('ends the personal tokens of a member who is removed, also if they come back', async () => {
    const { ada, bob, organizationId, memberId, join } = await createTeam();
    const { secret } = await issue(bob);
    expect(await use(secret)).toBe(200);
    await call('/organization/remove-member', ada, { memberIdOrEmail: memberId, organizationId });
    expect(await use(secret)).toBe(401);
    await join(bob);
    expect(await use((await issue(bob)).secret)).toBe(200);
    expect(await use(secret)).toBe(401);
  });

  it('ends the personal tokens of a member who leaves', async () => {
    const { bob, organizationId } = await createTeam();
    const { secret } = await issue(bob);
    expect(await use(secret)).toBe(200);
    await call('/organization/leave', bob, { organizationId });
    expect(await use(secret)).toBe(401);
  });

  it('changes nothing if the only owner cannot leave', async () => {
    const { ada, organizationId } = await createTeam();
    const { secret } = await issue(ada);
    const left = await send('POST /api/auth/organization/leave', {
      cookie: ada.cookie,
      json: { organizationId },
    });
    expect(left.status).toBe(400);
    expect(await use(secret)).toBe(200);
  });

  it('rejects the tokens of a banned user until the ban is lifted', async () => {
    const { bob } = await createTeam();
    const { secret } = await issue(bob);
    const operator = await signUp('operator');
    await pool.query(`update "user" set role = 'admin' where id = $1`, [operator.id]);
    await call('/admin/ban-user', operator, { userId: bob.id });
    expect(await use(secret)).toBe(401);
    await call('/admin/unban-user', operator, { userId: bob.id });
    expect(await use(secret)).toBe(200);
  });

  it('ends the personal tokens of a user who is deleted', async () => {
    const { bob } = await createTeam();
    const { secret } = await issue(bob);
    expect(await use(secret)).toBe(200);
    await call('/delete-user', bob, { password });
    expect(await use(secret)).toBe(401);
  });

  it('ends all tokens of an organization that is deleted', async () => {
    const { ada, bob, organizationId } = await createTeam();
    const created = await send('POST /settings/api/service-tokens', {
      cookie: ada.cookie,
      json: { name: 'ci', roleId: 'member' },
    });
    const secrets = [created.body.secret, (await issue(ada)).secret, (await issue(bob)).secret];
    for (const secret of secrets) expect(await use(secret)).toBe(200);
    await call('/organization/delete', ada, { organizationId });
    for (const secret of secrets) expect(await use(secret)).toBe(401);
  });
});
