import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchPostgres, type Postgres } from '@lynk-auth/test-kit/postgres';
import type { Request } from 'express';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTypeErrors, type WrittenBlocks, writeBlocks } from './write-blocks.ts';

const modules = ['database', 'tokens', 'users', 'settings', 'app', 'projects.test'];

let blocks: WrittenBlocks;
let postgres: Postgres;
let pool: Pool;
let server: Server;
// The modules are not compiled together with this test.
// biome-ignore lint/suspicious/noExplicitAny: the test of their types is below
let users: any;
let closeAll: () => Promise<void>;

beforeAll(async () => {
  blocks = writeBlocks('guides/tokens-in-your-api.md', modules);
  postgres = await launchPostgres();
  const { host, port, user } = postgres.connection;
  process.env['DATABASE_URL'] = `postgres://${user}@${host}:${port}/postgres`;
  const load = (name: string) => import(pathToFileURL(join(blocks.folder, `${name}.js`)).href);
  ({ pool } = await load('database'));
  await pool.query(`create table users (id text primary key, email text not null, disabled boolean not null default false);
    create table memberships (team_id text, user_id text references users, role text not null, primary key (team_id, user_id));
    insert into users values ('ada', 'ada@example.com'), ('bob', 'bob@example.com'), ('eve', 'eve@example.com')`);
  users = await load('users');
  const { createApp } = await load('app');
  const { store, verifier } = await load('tokens');
  // A session in place of the reader's own.
  const readSession = (request: Request) => {
    const [teamId, userId] = request.get('x-session')?.split('/') ?? [];
    return teamId === undefined || userId === undefined ? null : { teamId, userId };
  };
  server = createServer(createApp(readSession)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAll = async () => {
    await verifier.close();
    await store.close();
    await pool.end();
  };
  await users.createTeam('acme', 'Acme Corp', 'ada');
  await pool.query(`insert into memberships values ('acme', 'bob', 'member')`);
});
afterAll(async () => {
  server?.close();
  await closeAll?.();
  await postgres?.remove();
  blocks?.remove();
});

async function send(request: string, options: { session?: string; token?: string; body?: unknown } = {}) {
  const [method = '', path = ''] = request.split(' ');
  const { session, token, body } = options;
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    method,
    headers: {
      ...(session === undefined ? {} : { 'x-session': session }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

const issue = async (user: string): Promise<{ id: string; secret: string }> => {
  const { status, body } = await send('POST /settings/tokens', {
    session: `acme/${user}`,
    body: { name: 'cli' },
  });
  expect(status).toBe(201);
  return { id: body.token.id, secret: body.secret };
};
const use = async (secret: string, method = 'GET') =>
  (await send(`${method} /api/projects`, { token: secret })).status;

describe('the application of the guide "Tokens in the API you already have"', () => {
  it('compiles', () => expect(findTypeErrors(blocks.files)).toEqual([]));

  it('gives a user tokens with the permissions of the user’s role', async () => {
    const bob = await issue('bob');
    expect(await use(bob.secret)).toBe(200);
    expect(await send('POST /api/projects', { token: bob.secret })).toMatchObject({
      status: 201,
      body: { createdBy: 'personal' },
    });
    expect(await use('lynk_live_nonsense')).toBe(401);
    expect((await send('GET /api/projects')).status).toBe(401);
    const listed = await send('GET /settings/tokens', { session: 'acme/bob' });
    expect(listed.body).toMatchObject([{ id: bob.id, name: 'cli', state: 'active' }]);
    expect(JSON.stringify(listed.body)).not.toContain(bob.secret);
  });

  it('is closed to users without a session, of another team and without the role', async () => {
    expect((await send('GET /settings/tokens')).status).toBe(401);
    expect((await send('GET /settings/tokens', { session: 'acme/eve' })).status).toBe(403);
    expect((await send('GET /settings/tokens', { session: 'umbrella/ada' })).status).toBe(403);
    const bad = await send('POST /settings/tokens', { session: 'acme/bob', body: { name: '' } });
    expect(bad).toMatchObject({ status: 400, body: { reason: 'invalid', field: 'name' } });
    const ada = await issue('ada');
    const foreign = await send(`DELETE /settings/tokens/${ada.id}`, { session: 'acme/bob' });
    expect(foreign).toMatchObject({ status: 404, body: { reason: 'not_found' } });
    expect(await use(ada.secret)).toBe(200);
  });

  it('ends a token at once when it is revoked', async () => {
    const { id, secret } = await issue('bob');
    expect(await use(secret)).toBe(200);
    const revoked = await send(`DELETE /settings/tokens/${id}`, { session: 'acme/bob' });
    expect(revoked).toMatchObject({ status: 200, body: { state: 'revoked' } });
    expect(await use(secret)).toBe(401);
  });

  it('follows a change of a role, a disabled user and one who leaves', async () => {
    const { secret } = await issue('bob');
    await users.changeRole('acme', 'bob', 'guest');
    expect(await use(secret)).toBe(200);
    expect(await use(secret, 'POST')).toBe(403);
    const guest = await send('POST /settings/tokens', { session: 'acme/bob', body: { name: 'x' } });
    expect(guest.status).toBe(403);

    await users.setDisabled('bob', true);
    expect(await use(secret)).toBe(401);
    await users.setDisabled('bob', false);
    expect(await use(secret)).toBe(200);

    await users.leaveTeam('acme', 'bob');
    expect(await use(secret)).toBe(401);
    await pool.query(`insert into memberships values ('acme', 'bob', 'member')`);
    const again = await issue('bob');
    expect(await use(again.secret)).toBe(200);
    expect(await use(secret)).toBe(401);
  });

  it('stores no token, and leaves the tables of the application as they are', async () => {
    const { secret } = await issue('ada');
    const { rows } = await pool.query(
      `select table_name from information_schema.tables where table_schema = 'public'`,
    );
    expect(rows.map((row) => row.table_name).sort()).toEqual(['memberships', 'users']);
    const tables = await pool.query(
      `select table_name from information_schema.tables where table_schema = 'lynk_auth'`,
    );
    for (const { table_name: name } of tables.rows) {
      const { rows: found } = await pool.query(`select * from lynk_auth.${name} as t where t::text like $1`, [
        `%${secret.slice(-20)}%`,
      ]);
      expect(found, name).toEqual([]);
    }
  });

  it('has a test that passes', () => {
    const output = execFileSync(process.execPath, ['--test', join(blocks.folder, 'projects.test.js')], {
      encoding: 'utf8',
    });
    expect(output).toContain('pass 1');
  });
});
