import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@lynk-auth/test-kit';
import { launchPostgres, type Postgres } from '@lynk-auth/test-kit/postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/create-logger.ts';
import { temporaryFolder, tokenIn } from '../console.ts';
import { run, spawnConsole } from '../spawn-console.ts';

const PASSWORD = 'a-password-of-the-test';
const SECRET = 'a secret of the sessions, for this test';

const LYNK_SCHEMAS = "select nspname from pg_namespace where nspname like 'lynk%'";

// Each case starts several processes.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let postgres: Postgres;
let folder: string;

beforeAll(async () => {
  postgres = await launchPostgres();
  folder = await temporaryFolder();
  await postgres.run(`create role has_password login password '${PASSWORD}'`);
  await postgres.run('create database bare_one');
});
afterAll(async () => {
  await postgres?.remove();
  await rm(folder, { recursive: true, force: true });
});

const urlOf = (database: string, user = 'postgres', port = postgres.port) =>
  `postgres://${user}:${PASSWORD}@127.0.0.1:${port}/${database}`;

/** Starts a console that cannot start, and returns its only sentence. */
async function fail(env: object, program: 'main' | 'token' = 'main', args: string[] = []): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, {
    PORT: '0',
    LYNK_AUTH_DATA: join(folder, 'none'),
    LYNK_AUTH_SESSION_SECRET: SECRET,
    ...env,
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  return stderr;
}

describe('a database that cannot be used', () => {
  test.each<[string, () => Promise<string> | string, RegExp]>([
    [
      'a wrong password',
      () => urlOf('postgres', 'has_password').replace(PASSWORD, `${PASSWORD}-2`),
      /password/,
    ],
    ['a database that does not exist', () => urlOf('no_such_database'), /database/],
    [
      'no server',
      async () => urlOf('postgres', 'postgres', await freePort('127.0.0.1')),
      /cannot be reached/,
    ],
    [
      'an unknown host',
      () => 'postgres://some_user:some_password@some-host.invalid/some_database',
      /cannot be reached/,
    ],
    ['no right to create tables', () => urlOf('bare_one', 'has_password'), /privilege|process may write/],
  ])('%s: names the variable, and no part of its value', async (_, url, sentence) => {
    const value = await url();
    const started = await fail({ DATABASE_URL: value });
    expect(started).toMatch(sentence);
    for (const message of [started, await fail({ DATABASE_URL: value }, 'token', ['list'])]) {
      expect(message).toMatch(/DATABASE_URL|npm start/);
      const { username, password, hostname, port, pathname } = new URL(value);
      for (const part of [username, password, hostname, port, pathname.slice(1)]) {
        if (part !== '' && part !== 'postgres') expect(message).not.toContain(part);
      }
    }
  });

  test('an empty one: the commands say what to do', async () => {
    expect(await fail({ DATABASE_URL: urlOf('bare_one') }, 'token', ['list'])).toBe(
      'The database is empty or of an earlier version. Start the console first: npm start\n',
    );
    expect(await postgres.run(LYNK_SCHEMAS)).toEqual([]);
  });

  test('errors of the driver are logged without their message and properties', () => {
    const lines: string[] = [];
    const logger = createLogger('error', (line) => lines.push(line));
    const failed = { code: 'ECONNREFUSED', address: '192.0.2.9', port: 5499 };
    logger.error({ err: Object.assign(new Error('connect ECONNREFUSED 192.0.2.9:5499'), failed) }, 'failed');
    const rejected = { code: '28P01', severity: 'FATAL', detail: 'of the user some_user' };
    logger.error({ err: Object.assign(new Error('for user "some_user"'), rejected) }, 'failed');
    expect(lines).toHaveLength(2);
    expect(lines.join('')).toMatch(/ECONNREFUSED[\s\S]*28P01/);
    expect(lines.join('')).not.toMatch(/192\.0\.2\.9|5499|some_user/);
  });
});

describe('the secrets', () => {
  test('DATABASE_URL needs LYNK_AUTH_SESSION_SECRET, and nothing is created without', async () => {
    const message = await fail({ DATABASE_URL: urlOf('postgres'), LYNK_AUTH_SESSION_SECRET: '' });
    expect(message).toBe(
      'LYNK_AUTH_SESSION_SECRET is missing. With DATABASE_URL, all consoles need the same one, of at least 32 characters. To create one: openssl rand -base64 32\n',
    );
    expect(await postgres.run(LYNK_SCHEMAS)).toEqual([]);
  });

  test('may be in files, as containers have them', async () => {
    const files = { DATABASE_URL: urlOf('postgres'), LYNK_AUTH_SESSION_SECRET: SECRET };
    const env: Record<string, string> = {};
    await mkdir(join(folder, 'secrets'));
    for (const [name, value] of Object.entries(files)) {
      const file = join(folder, 'secrets', name);
      await writeFile(file, `${value}\n`);
      env[`${name}_FILE`] = file;
    }
    expect(readConfig(env)).toMatchObject({ databaseUrl: files.DATABASE_URL, sessionSecret: SECRET });
    expect(() => readConfig({ ...env, ...files })).toThrow(
      /^Set DATABASE_URL or DATABASE_URL_FILE, not both\.$/,
    );
    const missing = { DATABASE_URL_FILE: join(folder, 'secrets', 'missing') };
    expect(() => readConfig(missing)).toThrow(
      /^The file that DATABASE_URL_FILE names cannot be read\. [^/]*$/,
    );
    await writeFile(env['DATABASE_URL_FILE'] ?? '', 'mysql://x');
    expect(() => readConfig(env)).toThrow(/^DATABASE_URL is invalid/);
  });

  test('LYNK_AUTH_FIRST_TOKEN=file creates the data folder, for its files alone', async () => {
    const data = join(folder, 'made');
    const env = {
      DATABASE_URL: urlOf('bare_one'),
      LYNK_AUTH_SESSION_SECRET: SECRET,
      LYNK_AUTH_FIRST_TOKEN: 'file',
    };
    const { child, finished, stdout, address } = await spawnConsole(data, env);
    try {
      const token = (await readFile(join(data, 'first-token'), 'utf8')).trim();
      const headers = { authorization: `Bearer ${token}` };
      expect((await fetch(`${address}/healthz`, { headers })).status).toBe(200);
      expect(tokenIn(stdout())).toBe('');
      expect((await stat(data)).mode & 0o777).toBe(0o700);
    } finally {
      child.kill('SIGTERM');
    }
    const { code, stderr } = await finished;
    expect(code).toBe(0);
    expect(stderr).not.toContain(PASSWORD);
  });
});
