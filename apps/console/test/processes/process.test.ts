import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { codeIn, openFolder, temporaryFolder } from '../console.ts';
import { run, type SpawnedConsole, spawnConsole } from '../spawn-console.ts';

const TOKEN = /lynk_(?:service_)?live_[1-9A-HJ-NP-Za-km-z]{36}/;
const folders: string[] = [];
const consoles: SpawnedConsole[] = [];

async function newFolder(): Promise<string> {
  const folder = await temporaryFolder();
  folders.push(folder);
  return folder;
}

async function startIn(folder: string, env: object = {}): Promise<SpawnedConsole> {
  const spawned = await spawnConsole(folder, env);
  consoles.push(spawned);
  return spawned;
}

afterEach(async () => {
  for (const { child, finished } of consoles.splice(0)) {
    child.kill('SIGKILL');
    await finished;
  }
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const check = async (address: string, token: string) => {
  const response = await fetch(`${address}/lynkapi`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"query": "query { organization { id name } }"}',
  });
  return { status: response.status, text: await response.text() };
};

const tokenOf = (text: string) => TOKEN.exec(text)?.[0] ?? '';

/** Reads every byte in the folder, with the side files of the database. */
async function bytesIn(folder: string): Promise<string> {
  const names = await readdir(folder);
  expect(names.length).toBeGreaterThan(0);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')))).join('');
}

describe('starting', () => {
  test('prints a valid token on the first start only', async () => {
    const folder = join(await newFolder(), 'made', 'by', 'it');
    const first = await startIn(folder);
    const token = tokenOf(first.stdout());
    expect(first.stdout().split(token)).toHaveLength(3); // on its own line and in the curl command
    expect(first.stdout()).toContain(`curl ${first.address}/lynkapi -H "Authorization: Bearer ${token}"`);
    expect((await check(first.address, token)).text).toContain('"name":"Acme Corp"');
    expect(await bytesIn(folder)).not.toContain(token.slice(-32));
    first.child.kill('SIGTERM');
    const { code, stderr } = await first.finished;
    expect(code).toBe(0);
    expect(stderr).not.toContain(token.slice(-32));
    expect(stderr).not.toContain('TLS');

    const second = await startIn(folder);
    expect(second.stdout()).not.toMatch(TOKEN);
    expect(second.stdout()).toContain('npm run token -- create');
    expect((await check(second.address, token)).status).toBe(200);
    expect(await bytesIn(folder)).not.toContain(token.slice(-32));
    expect((await stat(folder)).mode & 0o077).toBe(0);
  });

  test.each([
    ['HOST of another machine', { HOST: '192.0.2.1' }, /not an address of this machine[^\n]*\n$/],
    ['an invalid variable', { PORT: 'x' }, /^PORT is invalid: [^\n]*\.\n$/],
    ['a folder that cannot exist', { LYNK_AUTH_DATA: '/dev/null/data' }, /data folder[^\n]*\.\n$/],
  ])('%s: prints one sentence without a stack trace and exits with 1', async (_, env, sentence) => {
    const { code, stdout, stderr } = await run('main', [], {
      PORT: '0',
      LYNK_AUTH_DATA: await newFolder(),
      ...env,
    });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each([
    ['PORT', ['x', '70000', '-1', ' ', '0x50', '1e3', '80.5'], 'a whole number from 0 to 65535'],
    ['LOG_LEVEL', ['loud'], 'debug, info, warn, error or silent'],
    ['LYNK_AUTH_REQUEST_TIMEOUT', ['0', '3601'], 'a whole number of seconds from 1 to 3600'],
    ['LYNK_AUTH_TRUSTED_PROXIES', ['all', '33'], 'a whole number from 0 to 32'],
    ['LYNK_AUTH_INTROSPECTION', ['yes'], 'on or off'],
    ['LYNK_AUTH_FIRST_TOKEN', ['log'], 'print or file'],
    [
      'LYNK_AUTH_METRICS',
      ['9464', ':9464', 'x:70000', 'http://x:1', '::1:9464'],
      'a host and a port, such as 127.0.0.1:9464',
    ],
    ['LYNK_AUTH_DRAIN', ['-1', '301', '1.5'], 'a whole number of seconds from 0 to 300'],
    [
      'DATABASE_URL',
      ['x', 'mysql://app@db/app', 'db.example:5432', 'postgres://app:a#b@db/app'],
      'a URL such as postgres://user:password@db.example/lynk, with the special characters of the password percent-encoded',
    ],
    [
      'LYNK_AUTH_SESSION_SECRET',
      ['short', 'x'.repeat(31)],
      'a random string of at least 32 characters; to create one: openssl rand -base64 32',
    ],
    [
      'LYNK_AUTH_URL',
      ['x', 'tokens.example.com', 'ftp://x', 'https://x/path', 'https://u@x', 'https://x?'],
      'an origin such as https://tokens.example.com, without a path',
    ],
  ])('%s: says what its value must be', (name, values, expected) => {
    for (const value of values) {
      expect(() => readConfig({ [name]: value })).toThrow(`${name} is invalid: it must be ${expected}.`);
    }
  });

  test('a port in use: prints one sentence and issues no token', async () => {
    const folder = await newFolder();
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    const { code, stdout, stderr } = await run('main', [], { PORT: String(port), LYNK_AUTH_DATA: folder });
    holder.close();
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      `Port ${port} is already in use. Stop the other process, or choose another port: PORT=4181.\n`,
    );
    expect((await startIn(folder)).stdout()).toMatch(TOKEN);
  });

  test('a corrupt or newer database: prints one sentence and does not change the file', async () => {
    const folder = await newFolder();
    const first = await startIn(folder);
    first.child.kill('SIGTERM');
    await first.finished;
    const file = join(folder, 'lynk-auth.db');

    const { default: Database } = await import('libsql');
    const database = new Database(file);
    database.exec('UPDATE schema_version SET version = 9999');
    database.close();
    const newer = await run('main', [], { PORT: '0', LYNK_AUTH_DATA: folder });
    expect(newer).toMatchObject({ code: 1, stdout: '' });
    expect(newer.stderr).toMatch(/^[^\n]*newer[^\n]*\.\n$/);

    const garbage = 'this is not a database, but a string that is long enough to be one'.repeat(100);
    await writeFile(file, garbage);
    const corrupt = await run('main', [], { PORT: '0', LYNK_AUTH_DATA: folder });
    expect(corrupt).toMatchObject({ code: 1, stdout: '' });
    expect(corrupt.stderr).toMatch(/^[^\n]*(damaged|not a database)[^\n]*\.\n$/);
    expect(await readFile(file, 'utf8')).toBe(garbage);
  });
});

test('warns about plain http on an address that other machines can reach', async () => {
  const running = await startIn(await newFolder(), { HOST: '0.0.0.0' });
  running.child.kill('SIGTERM');
  expect(await running.finished).toMatchObject({
    // The signal arrives during the start: the console completes the start, then stops.
    code: 0,
    stderr: expect.stringContaining('put TLS in front'),
  });
});

describe('stopping', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s: completes the requests in flight, then exits',
    async (signal) => {
      const folder = await newFolder();
      const running = await startIn(folder);
      const token = tokenOf(running.stdout());
      const port = Number(new URL(running.address).port);
      const body = '{"query": "query { organization { name } }"}';
      const socket = connect(port, '127.0.0.1');
      let response = '';
      socket.setEncoding('utf8').on('data', (text) => (response += text));
      const head = [
        'POST /lynkapi HTTP/1.1',
        'Host: x',
        `Authorization: Bearer ${token}`,
        'Content-Type: application/json',
      ];
      socket.write(`${[...head, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body.slice(0, 10)}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      running.child.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await expect(fetch(running.address)).rejects.toThrow();
      socket.write(body.slice(10));
      await once(socket, 'close');
      expect(response).toMatch(/^HTTP\/1\.1 200 OK/);
      expect(response).toMatch(/^connection: close/im);
      expect(response).toContain('Acme Corp');
      expect(await running.finished).toMatchObject({ code: 0 });
      // The write-ahead log is empty: the next start has nothing to recover.
      for (const name of await readdir(folder)) {
        if (name.endsWith('-wal')) expect((await stat(join(folder, name))).size).toBe(0);
      }
    },
  );

  test('exits at once on a second signal', async () => {
    const running = await startIn(await newFolder());
    const token = tokenOf(running.stdout());
    const socket = connect(Number(new URL(running.address).port), '127.0.0.1');
    socket.on('error', () => {});
    const head = [
      'POST /lynkapi HTTP/1.1',
      'Host: x',
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
    ];
    socket.write(`${[...head, 'Content-Length: 50'].join('\r\n')}\r\n\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    running.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 100));
    running.child.kill('SIGTERM');
    expect((await running.finished).code).toBe(1);
  });
});

describe('npm run token, while the console is running', () => {
  test('creates, lists and revokes tokens', async () => {
    const folder = await newFolder();
    const { address } = await startIn(folder);
    const env = { LYNK_AUTH_DATA: folder };

    const personal = await run('token', ['create', '--name', 'laptop', '--expires', '24h'], env);
    expect(personal).toMatchObject({ code: 0, stdout: expect.stringMatching(/^lynk_live_\w{36}\n$/) });
    const service = await run(
      'token',
      ['create', '--kind', 'service', '--name', 'ci', '--role', 'viewer', '--expires', 'never'],
      env,
    );
    expect(service).toMatchObject({ code: 0, stdout: expect.stringMatching(/^lynk_service_live_\w{36}\n$/) });
    for (const { stdout } of [personal, service])
      expect((await check(address, stdout.trim())).status).toBe(200);

    const listed = await run('token', ['list'], env);
    expect(listed.stdout).toMatch(/ personal +laptop +lynk_live_\w{4}… +active +\d{4}-/);
    expect(listed.stdout).toMatch(/ service +ci +lynk_service_live_\w{4}… +active +never/);
    expect(listed.stdout).not.toMatch(TOKEN);
    const tokens = JSON.parse((await run('token', ['list', '--json'], env)).stdout);
    expect(tokens.map((token: { name: string }) => token.name)).toEqual(['First token', 'laptop', 'ci']);

    const revoked = await run('token', ['revoke', tokens[1].id], env);
    expect(revoked).toMatchObject({ code: 0, stderr: expect.stringContaining('"laptop"') });
    expect((await check(address, personal.stdout.trim())).status).toBe(401);
    expect((await check(address, service.stdout.trim())).status).toBe(200);
    expect((await run('token', ['list'], env)).stdout).toMatch(/laptop +\S+ +revoked/);

    const bytes = await bytesIn(folder);
    for (const { stdout } of [personal, service]) expect(bytes).not.toContain(stdout.trim().slice(-32));
  });

  test('rotates a token', async () => {
    const folder = await newFolder();
    const { address } = await startIn(folder);
    const env = { LYNK_AUTH_DATA: folder };
    const secretOf = async (...args: string[]) => {
      const { code, stdout, stderr } = await run('token', args, env);
      expect({ code, stderr: TOKEN.test(stderr) }).toEqual({ code: 0, stderr: false });
      return { secret: stdout.trim(), stderr };
    };
    const statusOf = async (token: string) => (await check(address, token)).status;

    const { secret: first } = await secretOf('create', '--name', 'laptop');
    const [, { id }] = JSON.parse((await run('token', ['list', '--json'], env)).stdout);
    const second = await secretOf('rotate', id.slice(0, 8));
    expect(second.secret).toMatch(/^lynk_live_\w{36}$/);
    expect(second.stderr).toMatch(
      /^Rotated the personal token "laptop" \(.*\)\. The older secrets end by \d{4}-/,
    );
    expect([await statusOf(first), await statusOf(second.secret)]).toEqual([200, 200]);
    const shown = JSON.parse((await run('token', ['show', id, '--json'], env)).stdout);
    expect(shown.mask).toBe(`${second.secret.slice(0, 14)}…`);

    const third = await secretOf('rotate', id, '--overlap', '0', '--expires', '90d');
    expect(third.stderr).toContain('Every older secret has ended.');
    expect(await Promise.all([first, second.secret, third.secret].map(statusOf))).toEqual([401, 401, 200]);
    const json = await run(
      'token',
      ['rotate', id, '--overlap', '30m', '--retire-on-first-use', '--json'],
      env,
    );
    const fourth = JSON.parse(json.stdout);
    expect(fourth).toMatchObject({
      id,
      state: 'active',
      secret: expect.stringMatching(/^lynk_live_\w{36}$/),
    });
    expect(fourth.expiresAt - fourth.createdAt).toBeGreaterThanOrEqual(90 * 86_400_000);
    expect(await Promise.all([third.secret, fourth.secret].map(statusOf))).toEqual([200, 200]);

    for (const [overlap, sentence] of [
      ['soon', /^--overlap must be a duration/],
      ['31d', /^The overlap must be a whole number of seconds/],
    ] as const) {
      const failed = await run('token', ['rotate', id, '--overlap', overlap], env);
      expect(failed).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(sentence) });
    }
    const bytes = await bytesIn(folder);
    for (const token of [first, second.secret, third.secret, fourth.secret]) {
      expect(bytes).not.toContain(token.slice(-32));
    }
  });

  test('suspends, resumes and deletes tokens', async () => {
    const folder = await newFolder();
    const { address } = await startIn(folder);
    const env = { LYNK_AUTH_DATA: folder };
    const { stdout } = await run(
      'token',
      ['create', '--name', 'ci', '--kind', 'service', '--role', 'viewer'],
      env,
    );
    const statusOf = async () => (await check(address, stdout.trim())).status;
    expect(await statusOf()).toBe(200);
    const list = async () => JSON.parse((await run('token', ['list', '--json'], env)).stdout);
    const [, { id }] = await list();
    for (const [command, sentence, status] of [
      ['suspend', /^Suspended the service token "ci" \(.*\)\. To use it again: resume /, 401],
      ['suspend', /^Suspended /, 401],
      ['resume', /^Resumed the service token "ci" \(.*\)\.\n$/, 200],
      ['revoke', /^Revoked /, 401],
      ['delete', /^Deleted the service token "ci" \(.*\)\. This cannot be undone\.\n$/, 401],
    ] as const) {
      // Only a dead token can be deleted.
      if (command === 'revoke') {
        const { code, stderr } = await run('token', ['delete', id], env);
        expect([code, stderr]).toEqual([1, 'The token is still valid. Revoke it first, then delete it.\n']);
      }
      const done = await run('token', [command, id.slice(0, 8)], env);
      expect(done).toMatchObject({ code: 0, stdout: '', stderr: expect.stringMatching(sentence) });
      expect(await statusOf()).toBe(status);
    }
    expect(await list()).toHaveLength(1);
    expect((await run('token', ['delete', id], env)).stderr).toMatch(/^No token has this id/);

    await run('token', ['create', '--name', 'laptop'], env);
    const [, laptop] = await list();
    const json = async (command: string) =>
      JSON.parse((await run('token', [command, laptop.id, '--json'], env)).stdout);
    for (const [command, state] of [
      ['suspend', 'suspended'],
      ['resume', 'active'],
      ['revoke', 'revoked'],
      ['delete', 'revoked'],
    ] as const) {
      expect(await json(command)).toMatchObject({ id: laptop.id, name: 'laptop', state });
    }
    expect((await run('token', ['resume', laptop.id], env)).code).toBe(1);
  });

  test('does not print a token that was passed as an option or an argument', async () => {
    const folder = await newFolder();
    const first = await startIn(folder);
    const token = tokenOf(first.stdout());
    const env = { LYNK_AUTH_DATA: folder };
    for (const args of [['revoke', token], ['revoke', `--${token}`], [token], ['show', token, token]]) {
      const { code, stdout, stderr } = await run('token', args, env);
      expect(code).toBe(1);
      expect(stdout + stderr).not.toContain(token.slice(-20));
    }
  });

  test('finds a token by the beginning of its id, and writes JSON', async () => {
    const folder = await newFolder();
    const { address } = await startIn(folder);
    const env = { LYNK_AUTH_DATA: folder };
    const json = async (...args: string[]) => {
      const { code, stdout } = await run('token', [...args, '--json'], env);
      expect(code).toBe(0);
      return JSON.parse(stdout);
    };

    const { secret, ...created } = await json('create', '--name', 'laptop');
    expect(created).toMatchObject({
      name: 'laptop',
      kind: 'personal',
      state: 'active',
      owner: 'admin@acme.example',
      role: 'Admin',
      creator: 'system',
    });
    expect(created.expiresAt - created.createdAt).toBe(30 * 86_400_000);
    expect(created).toMatchObject({ lastUsedAt: null, lastUsedPrecisionMs: 60_000 });
    expect(await json('show', created.id)).toEqual(created);
    expect(await json('show', created.id.slice(0, 8).toUpperCase())).toEqual(created);
    const usedFrom = Date.now();
    expect((await check(address, secret)).status).toBe(200);
    // The console writes a first use within a second.
    await expect
      .poll(async () => (await json('show', created.id)).lastUsedAt)
      .toBeGreaterThanOrEqual(usedFrom);
    await json('create', '--name', 'ci', '--kind', 'service', '--role', 'viewer');
    expect((await json('list', '--kind', 'service')).map((token: { name: string }) => token.name)).toEqual([
      'ci',
    ]);
    expect(await json('list', '--kind', 'personal')).toHaveLength(2);

    const shown = await run('token', ['show', `${created.id.slice(0, 8)}…`], env);
    expect(shown.stdout).toMatch(/^name +laptop$/m);
    expect(shown.stdout).toMatch(/^owner +admin@acme\.example$/m);
    expect(shown.stdout).toMatch(/^used +\d{4}-/m);
    expect(shown.stdout).not.toMatch(TOKEN);
    const listed = await run('token', ['list'], env);
    expect(listed.stdout).toMatch(/^id +kind +name +token +state +expires +used +owner +role +creator$/m);
    expect(listed.stdout).toMatch(/ ci .* organization +Viewer +system$/m);

    expect((await json('revoke', `${created.id.slice(0, 8)}…`)).state).toBe('revoked');
    expect((await check(address, secret)).status).toBe(401);
  });

  test('prints a failure of the database as a sentence, without the name of a class', async () => {
    const folder = await newFolder();
    const { child, finished } = await startIn(folder);
    child.kill('SIGTERM');
    await finished;
    const { default: Database } = await import('libsql');
    const database = new Database(join(folder, 'lynk-auth.db'));
    database.exec('DROP TABLE audit');
    database.close();
    const { code, stdout, stderr } = await run('token', ['create', '--name', 'ci'], {
      LYNK_AUTH_DATA: folder,
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^The database [^\n]*\.[^\n]*no such table[^\n]*\n$/);
    expect(stderr).not.toContain('Error');
  });

  test('reports several tokens whose ids begin alike', async () => {
    const folder = await newFolder();
    await startIn(folder);
    const system = await openFolder(folder);
    const [organization] = await system.store.listOrganizations();
    const roles = await system.store.listRoles(organization?.id ?? '');
    for (const end of ['1', '2']) {
      await system.store.apply({
        type: 'issue_token',
        organizationId: organization?.id ?? '',
        actor: { kind: 'system', id: null },
        at: Date.now(),
        tokenId: `aaaaaaaa-0000-4000-8000-00000000000${end}`,
        kind: 'service',
        environment: 'live',
        name: 'alike',
        mask: 'lynk_…',
        digest: new Uint8Array(32).fill(Number(end)),
        ownerId: null,
        roleId: roles[0]?.id ?? '',
        ceiling: null,
        managedBy: { kind: 'system', id: null },
        expiresAt: null,
        limit: null,
      });
    }
    await system.close();
    const env = { LYNK_AUTH_DATA: folder };
    const ambiguous = await run('token', ['revoke', 'aaaaaaaa'], env);
    expect(ambiguous.code).toBe(1);
    expect(ambiguous.stderr).toMatch(/^The ids of 2 tokens begin like this\./);
    expect((await run('token', ['revoke', 'aaaaaaaa-0000-4000-8000-000000000002'], env)).code).toBe(0);
  });

  test('before the first start: says what to do, and creates nothing', async () => {
    const folder = await newFolder();
    for (const data of [folder, join(folder, 'made', 'by', 'it')]) {
      for (const args of [
        ['list'],
        ['create', '--name', 'x'],
        ['revoke', 'aaaaaaaa'],
        ['show', 'aaaaaaaa'],
      ]) {
        const { code, stderr } = await run('token', args, { LYNK_AUTH_DATA: data });
        expect(code).toBe(1);
        expect(stderr).toMatch(
          /^The data folder \S+ has no database yet\. Start the console first: npm start\n$/,
        );
      }
    }
    await writeFile(join(folder, 'lynk-auth.db'), '');
    expect((await run('token', ['list'], { LYNK_AUTH_DATA: folder })).code).toBe(1);
    expect(await readdir(folder)).toEqual(['lynk-auth.db']);
    expect((await stat(join(folder, 'lynk-auth.db'))).size).toBe(0);
  });

  test.each([[[]], [['--help']], [['help']], [['list', '-h']]])(
    'prints the help without a database: %j',
    async (args) => {
      const { code, stdout } = await run('token', args, { LYNK_AUTH_DATA: '/dev/null/x' });
      expect(code).toBe(0);
      expect(stdout).toContain('TOKEN=$(npm run -s token -- create --name ci)');
    },
  );
});

describe('the data folder', () => {
  test.each([0o755, 0o500, 0o1755])('keeps the mode %o of an existing folder', async (mode) => {
    const folder = join(await newFolder(), 'shared');
    await mkdir(folder);
    await chmod(folder, 0o755);
    const first = await startIn(folder);
    first.child.kill('SIGTERM');
    await first.finished;
    await chmod(folder, mode);
    await run('token', ['list'], { LYNK_AUTH_DATA: folder });
    expect((await stat(folder)).mode & 0o7777).toBe(mode);
    expect((await stat(join(folder, 'lynk-auth.db'))).mode & 0o777).toBe(0o600);
  });

  test.each([0o1777, 0o777, 0o775, 0o757])(
    'is rejected unchanged if others may write to it: mode %o',
    async (mode) => {
      const folder = join(await newFolder(), 'shared');
      await mkdir(folder);
      const first = await startIn(folder);
      first.child.kill('SIGTERM');
      await first.finished;
      const before = await readdir(folder);
      await chmod(folder, mode);
      const env = { PORT: '0', LYNK_AUTH_DATA: folder };
      for (const finished of [await run('token', ['list'], env), await run('main', [], env)]) {
        expect(finished).toMatchObject({ code: 1, stdout: '' });
        expect(finished.stderr).toMatch(
          /^Other users may write to the data folder [^\n]*chmod go-w[^\n]*\n$/,
        );
      }
      expect((await stat(folder)).mode & 0o7777).toBe(mode);
      expect(await readdir(folder)).toEqual(before);
    },
  );

  test('is private if the console creates it, with the folders above it', async () => {
    const folder = await newFolder();
    await startIn(join(folder, 'made', 'by', 'it'));
    for (const made of ['made', 'made/by', 'made/by/it']) {
      expect((await stat(join(folder, made))).mode & 0o777).toBe(0o700);
    }
  });
});

describe('the link to the first log-in', () => {
  const setPassword = (address: string, code: string) =>
    fetch(`${address}/auth/reset-password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: code, newPassword: 'four random words here' }),
    });

  test('is printed by every start until a password is set, and only the newest is valid', async () => {
    const folder = await newFolder();
    const first = await startIn(folder);
    const code = codeIn(first.stdout());
    expect(first.stdout()).toContain(`\n  ${first.address}/password#${code}\n`);
    first.child.kill('SIGTERM');
    const { stderr } = await first.finished;
    expect(stderr).not.toContain(code);

    const second = await startIn(folder, { LYNK_AUTH_URL: 'https://tokens.example.com/' });
    const newer = codeIn(second.stdout());
    expect(second.stdout()).toContain(`\n  https://tokens.example.com/password#${newer}\n`);
    expect((await setPassword(second.address, code)).status).toBe(400);
    expect((await setPassword(second.address, newer)).status).toBe(200);
    second.child.kill('SIGTERM');
    await second.finished;

    const third = await startIn(folder);
    expect(third.stdout()).not.toContain('/password#');
    expect(third.stdout()).toContain('npm run console -- reset-password');
    const reset = await run('console', ['reset-password'], {
      LYNK_AUTH_DATA: folder,
      PORT: new URL(third.address).port,
    });
    expect(reset).toMatchObject({ code: 0, stderr: expect.stringContaining('admin@acme.example') });
    expect(reset.stdout).toBe(`${third.address}/password#${codeIn(reset.stdout)}\n`);
    expect((await setPassword(third.address, codeIn(reset.stdout))).status).toBe(200);
  });

  test('is in a private file with LYNK_AUTH_FIRST_TOKEN=file', async () => {
    const folder = await newFolder();
    const env = { LYNK_AUTH_FIRST_TOKEN: 'file' };
    const first = await startIn(folder, env);
    const file = join(folder, 'log-in-link');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const link = await readFile(file, 'utf8');
    expect(first.stdout()).toContain(file);
    expect(first.stdout()).not.toContain('/password#');
    expect((await setPassword(first.address, codeIn(link))).status).toBe(200);
    const reset = await run('console', ['reset-password'], { ...env, LYNK_AUTH_DATA: folder });
    expect(reset.stdout).toBe(`${file}\n`);
    expect(codeIn(await readFile(file, 'utf8'))).not.toBe(codeIn(link));
  });

  test.each([
    [
      ['reset-password', '--user', 'x@acme.example'],
      /^The organization has no member with this email address\.\n$/,
    ],
    [['reset-password', '--user'], /^--user needs a value\.\n$/],
    [['reset-password', '--name', 'x'], /^reset-password takes the option --user only\./],
    [['reset-password', '--user', 'admin@acme.example', '--user', 'x'], /^--user occurs twice\.\n$/],
    [['reset'], /^Unknown command\./],
  ])('%j: prints one sentence and exits with 1', async (args, sentence) => {
    const folder = await newFolder();
    const first = await startIn(folder);
    first.child.kill('SIGTERM');
    await first.finished;
    const { code, stdout, stderr } = await run('console', args, { LYNK_AUTH_DATA: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('arguments of the console itself: prints one sentence', async () => {
    const folder = join(await newFolder(), 'new');
    const { code, stdout, stderr } = await run('main', ['--port', '4181'], { LYNK_AUTH_DATA: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^The console takes no arguments\. [^\n]*PORT\.\n$/);
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a damaged secret or database of the sessions: prints one sentence', async () => {
    const folder = await newFolder();
    for (const [name, sentence] of [
      ['session-secret', /^The file [^\n]*session-secret cannot be used\.[^\n]*\n$/],
      ['identities.db', /^The database [^\n]*identities\.db cannot be used\.[^\n]*\n$/],
    ] as const) {
      await writeFile(join(folder, name), 'x'.repeat(20));
      const { code, stdout, stderr } = await run('main', [], { PORT: '0', LYNK_AUTH_DATA: folder });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(sentence);
      await rm(join(folder, name));
    }
  });
});

describe('LYNK_AUTH_FIRST_TOKEN=file', () => {
  test('writes the first token into a private file and prints its path', async () => {
    const folder = await newFolder();
    // An earlier file, which others may read, is replaced.
    await writeFile(join(folder, 'first-token'), 'x', { mode: 0o644 });
    const first = await startIn(folder, { LYNK_AUTH_FIRST_TOKEN: 'file' });
    const file = join(folder, 'first-token');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const token = (await readFile(file, 'utf8')).trim();
    expect(token).toMatch(TOKEN);
    expect((await check(first.address, token)).status).toBe(200);
    expect(first.stdout()).toContain(file);
    first.child.kill('SIGTERM');
    const { stdout, stderr } = await first.finished;
    expect(stdout + stderr).not.toContain(token.slice(-20));

    await rm(file);
    const second = await startIn(folder, { LYNK_AUTH_FIRST_TOKEN: 'file' });
    expect(second.stdout()).toContain('cannot be shown again');
    expect(await readdir(folder)).not.toContain('first-token');
  });
});
