import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tokenCorpus } from '@lynk-auth/conformance';
import { findRuntime, isHere, type RuntimeName } from '@lynk-auth/runtimes';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningOrigins, startOrigins } from '../src/start-origins.ts';
import { type RecordingProxy, startProxy } from './start-proxy.ts';

const child = fileURLToPath(new URL('./children/proxied.mjs', import.meta.url));
const token = tokenCorpus.issued[0]?.token ?? '';
const good = [{ body: '{"data":{"organization":{"id":"o1"}}}' }];

let servers: RunningOrigins;
let proxy: RecordingProxy;
let folder: string;
let certificate: string;
beforeAll(async () => {
  [servers, proxy] = await Promise.all([startOrigins(), startProxy()]);
  folder = await mkdtemp(join(tmpdir(), 'lynk-proxy-'));
  certificate = join(folder, 'ca.pem');
  await writeFile(certificate, servers.certificate);
  const script = { method: 'PUT', body: JSON.stringify(good) };
  await fetch(`${servers.origins.plain}/control/good`, script);
});
afterAll(async () => {
  proxy.close();
  await servers[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
beforeEach(() => void proxy.taken());

/** Programs that go by the proxies of their environment, and what tells them to. */
const subjects: readonly (readonly [RuntimeName, client: string, Readonly<Record<string, string>>])[] = [
  ['node24', 'fetch', { NODE_USE_ENV_PROXY: '1' }],
  ['deno', 'fetch', {}],
  ['bun', 'fetch', {}],
  ['node', 'http', {}],
];

async function run(
  [runtime, client, env]: (typeof subjects)[number],
  endpoint: string,
  more: Readonly<Record<string, string>>,
): Promise<string> {
  const flags = runtime === 'deno' ? ['run', '--allow-all', '--quiet'] : [];
  const program = spawn(findRuntime(runtime), [...flags, child, client, endpoint, token], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate, DENO_CERT: certificate, ...env, ...more },
  });
  let said = '';
  program.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  await once(program, 'close');
  return said.trim();
}

describe.each(subjects.filter(([runtime]) => isHere(runtime)))('%s, %s', (...subject) => {
  const [, client] = subject;
  const at = (origin: 'plain' | 'tls') => `${servers.origins[origin]}/good/lynkapi`;

  test('https goes through the proxy, which reads where to, and no token', async () => {
    expect(await run(subject, at('tls'), { HTTPS_PROXY: proxy.url })).toBe('answered');
    const read = proxy.taken();
    expect(read).toMatch(/^CONNECT localhost:\d+ HTTP\/1\.1\r\n/);
    expect(read.includes(token.slice(-20))).toBe(false);
  });

  test('plain http never does', async () => {
    const told = await run(subject, at('plain'), { HTTP_PROXY: proxy.url });
    // axios can be told not to; the others are not asked to try.
    expect(told).toBe(client === 'http' ? 'answered' : 'configuration');
    expect(proxy.taken()).toBe('');
  });

  test('plain http to a host that is in NO_PROXY is answered, past the proxy', async () => {
    const told = await run(subject, at('plain'), { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' });
    expect(told).toBe('answered');
    expect(proxy.taken()).toBe('');
  });
});
