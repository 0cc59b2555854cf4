import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from './console.ts';
import { run, type SpawnedConsole, spawnConsole } from './spawn-console.ts';

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
    ['PORT=x', { PORT: 'x' }, /^PORT is invalid: [^\n]*\.\n$/],
    ['PORT=70000', { PORT: '70000' }, /^PORT is invalid: [^\n]*\.\n$/],
    ['LOG_LEVEL=loud', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL is invalid: [^\n]*\.\n$/],
    ['HOST of another machine', { HOST: '192.0.2.1' }, /not an address of this machine[^\n]*\n$/],
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
    const [name] = (await readdir(folder)).filter((each) => !/-(wal|shm)$/.test(each));
    const file = join(folder, name ?? '');

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

  test.each([
    [['create'], /name/],
    [['create', '--name', 'x', '--kind', 'robot'], /personal or service/],
    [['create', '--name', 'x', '--kind', 'service'], /--role must be .*: Admin, Operator, Viewer\./],
    [['create', '--name', 'x', '--role', 'Admin'], /role of its user/],
    [['create', '--name', 'x', '--expires', 'soon'], /--expires/],
    [['create', '--name', 'x', '--expires', '2001-01-01'], /future/],
    [['create', '--name', 'x', '--user', 'unknown@acme.example'], /no member with this email address/],
    [['create', '--nmae', 'x'], /nmae/],
    [['revoke'], /takes the id of one token/],
    [['revoke', '00000000-0000-4000-8000-000000000000'], /token does not exist/],
    [['destroy'], /Unknown command/],
  ])('%j: prints one sentence and exits with 1', async (args, sentence) => {
    const folder = await newFolder();
    const first = await startIn(folder);
    first.child.kill('SIGTERM');
    await first.finished;
    const { code, stdout, stderr } = await run('token', args, { LYNK_AUTH_DATA: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('before the first start: says what to do, and prints the help without a database', async () => {
    const folder = await newFolder();
    await mkdir(folder, { recursive: true });
    const { code, stderr } = await run('token', ['list'], { LYNK_AUTH_DATA: folder });
    expect(code).toBe(1);
    expect(stderr).toBe('There is no organization yet. Start the console first: npm start\n');
    expect((await run('token', [], { LYNK_AUTH_DATA: '/dev/null/x' })).stdout).toContain('--expires');
  });
});
