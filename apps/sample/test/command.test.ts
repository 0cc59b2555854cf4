import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wirings } from '../src/run/wirings.ts';
import { sendRequest } from './send-request.ts';
import { runSample, startSample } from './start-sample.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lynk-auth-sample-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Whether the runtimes beside Node are tested, as in CI. */
const allRuntimes = process.env['LYNK_AUTH_RUNTIMES'] === 'all';

test('prints the help without a name and for an unknown name or flag', async () => {
  const [none, wrong, flag] = await Promise.all([
    runSample([]),
    runSample(['cobol']),
    runSample(['deno', '--cleint']),
  ]);
  for (const name of Object.keys(wirings)) expect(none.stdout).toContain(`\n  ${name} `);
  expect(none).toMatchObject({ code: 0, stderr: '' });
  for (const each of [wrong, flag]) expect(each).toEqual({ ...none, code: 1 });
});

test('reports an invalid port and a port in use in one sentence', async () => {
  expect(await runSample(['deno'], { PORT: 'http' })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'PORT must be a whole number from 0 to 65535.\n',
  });
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const { code, stderr } = await runSample(['deno'], { PORT: String(port) });
  server.close();
  expect([code, stderr]).toEqual([1, `Port ${port} is not available. Choose another port: PORT=4190.\n`]);
});

// One wiring that starts a program, and one that starts a program and workerd.
test.skipIf(!allRuntimes).each(['deno', 'worker-remote'])(
  '%s: stops its child processes when only the command receives the signal',
  async (name) => {
    const sample = await startSample(name);
    sample.child.kill('SIGTERM');
    expect(await sample.finished).toMatchObject({ code: 0, stderr: '' });
    expect(sample.isGone()).toBe(true);
    await expect(sendRequest(sample.address, 'GET /organization')).rejects.toThrow('ECONNREFUSED');
  },
);

// Ctrl-C reaches all processes of a terminal, in any order.
test.runIf(process.platform === 'linux').each([
  ['SIGINT', 0, ''],
  ['SIGKILL', 1, 'The API exited unexpectedly.\n'],
] as const)('a child process ended by %s: exits with %i', async (signal, code, stderr) => {
  const { child, finished, isGone } = await startSample('worker-remote');
  const started = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
  const pids = started.trim().split(' ').map(Number);
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8')));
  const apis = pids.filter((_, index) => commands[index]?.includes('introspection'));
  expect(apis).toHaveLength(1);
  for (const pid of apis) process.kill(pid, signal);
  expect(await finished).toMatchObject({ code, stderr });
  expect(isGone()).toBe(true);
});

test.skipIf(!allRuntimes).each(['deno', 'bun'])(
  '%s: the client bypasses the proxy of the environment',
  async (name) => {
    const proxy = 'http://127.0.0.1:9';
    expect(await runSample([name, '--client'], { HTTP_PROXY: proxy, http_proxy: proxy })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('SBOMs listed: 1.'),
    });
  },
);

test('keeps tokens on SQLite across restarts, and shows them once', async () => {
  const env = { DATABASE: join(folder, 'lynk.db') };
  const first = await startSample('express', env);
  first.child.kill('SIGTERM');
  await first.finished;

  const second = await startSample('express', env);
  const [pipeline = ''] = first.tokens;
  expect(await sendRequest(second.address, 'GET /organization', { tokens: [pipeline] })).toMatchObject({
    status: 200,
  });
  second.child.kill('SIGTERM');
  const { stdout } = await second.finished;
  expect([second.tokens.length, stdout.includes('cannot be shown again')]).toEqual([0, true]);

  // The file contains only digests.
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name), 'latin1');
    for (const token of first.tokens) expect(bytes.includes(token.slice(-32))).toBe(false);
  }
});

test('deletes the temporary file without DATABASE', async () => {
  const home = await mkdtemp(join(folder, 'home-'));
  const { child, finished } = await startSample('express', { TMPDIR: home });
  expect(await readdir(home)).toHaveLength(1);
  child.kill('SIGTERM');
  await finished;
  expect(await readdir(home)).toEqual([]);
});
