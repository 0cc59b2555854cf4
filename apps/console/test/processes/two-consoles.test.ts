import { readdir, rm } from 'node:fs/promises';
import { launchPostgres, type Postgres } from '@lynk-auth/test-kit/postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { codeIn, temporaryFolder, tokenIn } from '../console.ts';
import { postJson } from '../post-json.ts';
import { run, type SpawnedConsole, spawnConsole } from '../spawn-console.ts';
import { type Balancer, startBalancer } from './start-balancer.ts';

const EMAIL = 'admin@acme.example';
const PASSWORD = 'four random words here';

// Each case starts several processes.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let postgres: Postgres;
let folder: string;
let env: Record<string, string>;
let consoles: readonly SpawnedConsole[];
let balancer: Balancer;
let token: string;

beforeAll(async () => {
  postgres = await launchPostgres();
  folder = await temporaryFolder();
  const { host, port, user } = postgres.connection;
  env = {
    DATABASE_URL: `postgres://${user}:not-a-real-password@${host}:${port}/postgres`,
    LYNK_AUTH_SESSION_SECRET: 'a secret of the sessions, for this test',
    LYNK_AUTH_DATA: `${folder}/none`,
    LYNK_AUTH_TRUSTED_PROXIES: '1',
  };
  consoles = await Promise.all([1, 2].map(() => spawnConsole(folder, env)));
  balancer = await startBalancer(consoles.map(({ address }) => address));
  token = consoles.map(({ stdout }) => tokenIn(stdout())).join('');
});
afterAll(async () => {
  for (const { child } of consoles ?? []) child.kill('SIGKILL');
  await balancer?.close();
  await postgres?.remove();
  await rm(folder, { recursive: true, force: true });
});

interface Options {
  readonly cookie?: string;
  /** The client's address, as the balancer would append it. The limits of attempts count each by itself. */
  readonly client?: string;
}

const post = (to: number, path: string, body: object, { cookie = '', client = '192.0.2.1' }: Options = {}) =>
  postJson(`${consoles[to]?.address}${path}`, body, { client, headers: { cookie } });

async function logIn(to: number, client?: string): Promise<string> {
  const body = { email: EMAIL, password: PASSWORD };
  const response = await post(to, '/auth/sign-in/email', body, client === undefined ? {} : { client });
  expect(response.status).toBe(200);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

const get = (to: number, path: string, cookie: string) =>
  fetch(`${consoles[to]?.address}${path}`, { headers: { cookie } });

const userOf = async (to: number, cookie: string) =>
  (await (await get(to, '/auth/session', cookie)).json()).user;

const check = async (to: number, secret: string) =>
  (await fetch(`${consoles[to]?.address}/healthz`, { headers: { authorization: `Bearer ${secret}` } }))
    .status;

describe('two consoles that start at once on an empty database', () => {
  test('create one organization, one first token and one link', async () => {
    expect(token).toMatch(/^lynk_live_\w{36}$/);
    expect(consoles.map(({ stdout }) => codeIn(stdout())).filter((code) => code !== '')).toHaveLength(1);
    const rows = await postgres.run('select name from organizations', 'lynk_auth');
    expect(rows).toEqual([{ name: 'Acme Corp' }]);
    expect(await postgres.run('select name from tokens', 'lynk_auth')).toEqual([{ name: 'First token' }]);
    expect([await check(0, token), await check(1, token)]).toEqual([200, 200]);
  });

  test('write nothing to the data folder', async () => {
    expect(await readdir(folder)).toEqual([]);
  });

  test('keep the log-in in a schema of its own', async () => {
    const tables = await postgres.run(
      "select table_schema from information_schema.tables where table_name in ('user', 'session', 'rateLimit')",
    );
    expect(tables).toEqual(Array(3).fill({ table_schema: 'lynk_identities' }));
  });
});

describe('behind a balancer', () => {
  let cookie: string;

  beforeAll(async () => {
    const first = consoles.findIndex(({ stdout }) => codeIn(stdout()) !== '');
    const code = codeIn(consoles[first]?.stdout() ?? '');
    // On the console that has not created the link.
    const set = await post(1 - first, '/auth/reset-password', { token: code, newPassword: PASSWORD });
    expect(set.status).toBe(200);
    expect((await post(first, '/auth/link', { code })).status).toBe(400);
    cookie = await logIn(0);
  });

  test('a log-in on one is valid on the other', async () => {
    expect(await userOf(1, cookie)).toMatchObject({ email: EMAIL });
    expect((await get(1, '/manage/api/me', cookie)).status).toBe(200);
  });

  test('a token that was created on one opens the other at once, and its revocation closes it at once', async () => {
    const created = await post(0, '/manage/api/personal-tokens', { name: 'laptop' }, { cookie });
    expect(created.status).toBe(201);
    const { secret, token: view } = await created.json();
    // In the cache of both.
    expect([await check(0, secret), await check(1, secret)]).toEqual([200, 200]);
    const revoked = await post(1, `/manage/api/tokens/${view.id}/revoke`, {}, { cookie });
    expect(revoked.status).toBe(200);
    expect([await check(0, secret), await check(1, secret)]).toEqual([401, 401]);
  });

  test('logging out everywhere on one ends the sessions of the other', async () => {
    const others = [await logIn(0), await logIn(1)] as const;
    expect((await post(1, '/auth/revoke-sessions', {}, { cookie: others[1] })).status).toBe(200);
    for (const to of [0, 1]) {
      for (const each of [...others, cookie]) expect(await userOf(to, each)).toBeNull();
    }
    cookie = await logIn(1);
  });

  test('attempts to log in are counted by all consoles together', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) {
      const body = { email: EMAIL, password: 'a wrong password' };
      statuses.push((await post(attempt % 2, '/auth/sign-in/email', body, { client: '192.0.2.7' })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
  });

  test('the commands work on the same database', async () => {
    const { stdout, code } = await run('token', ['create', '--name', 'ci'], env);
    expect(code).toBe(0);
    expect(await check(1, stdout.trim())).toBe(200);
    const revoked = await run('token', ['list', '--json'], env);
    const { id } = JSON.parse(revoked.stdout).find(({ name }: { name: string }) => name === 'ci');
    expect((await run('token', ['revoke', id], env)).code).toBe(0);
    expect([await check(0, stdout.trim()), await check(1, stdout.trim())]).toEqual([401, 401]);

    const reset = await run('console', ['reset-password'], env);
    expect(reset).toMatchObject({ code: 0, stdout: expect.stringContaining('/password#') });
    const body = { token: codeIn(reset.stdout), newPassword: `${PASSWORD}, again` };
    expect((await post(1, '/auth/reset-password', body)).status).toBe(200);
    expect(await userOf(0, cookie)).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });
});

test('while the database is away, everything but /livez is 503, and it recovers by itself', async () => {
  const paths = ['/readyz', '/healthz', '/auth/session', '/manage/api/me'];
  const body = { email: EMAIL, password: `${PASSWORD}, again` };
  const session = await post(0, '/auth/sign-in/email', body, { client: '192.0.2.9' });
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const headers = { authorization: `Bearer ${token}`, cookie };
  const statusOf = async (to: number, path: string) =>
    (await fetch(`${consoles[to]?.address}${path}`, { headers })).status;
  await postgres.stop();
  try {
    for (const to of [0, 1]) {
      await expect.poll(() => statusOf(to, '/readyz')).toBe(503);
      expect(await Promise.all([...paths, '/livez'].map((path) => statusOf(to, path)))).toEqual([
        ...paths.map(() => 503),
        200,
      ]);
      const posted = await Promise.all([
        post(to, '/auth/sign-in/email', body, { client: '192.0.2.10' }),
        post(to, '/auth/sign-out', {}, { cookie }),
        post(to, '/auth/revoke-sessions', {}, { cookie }),
      ]);
      expect(posted.map(({ status }) => status)).toEqual([503, 503, 503]);
    }
  } finally {
    await postgres.start();
  }
  for (const to of [0, 1]) {
    await expect.poll(() => statusOf(to, '/readyz'), { timeout: 20_000 }).toBe(200);
    await expect.poll(() => statusOf(to, '/healthz'), { timeout: 20_000 }).toBe(200);
    expect(await userOf(to, cookie)).toMatchObject({ email: EMAIL });
  }
  for (const { child, finished } of consoles) {
    child.kill('SIGTERM');
    const { code, stderr } = await finished;
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/not-a-real-password|postgres:\/\//);
    expect(stderr).not.toContain(String(postgres.port));
  }
});
