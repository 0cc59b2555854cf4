import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tokenCorpus } from '@lynk-auth/conformance';
import { type RunningClientServers, startClientServers } from '@lynk-auth/conformance/client-servers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findRuntime, isAvailable } from '../runtimes/find-runtime.ts';
import type { RuntimeName } from '../runtimes/runtime.ts';
import { type RecordingProxy, startProxy } from '../servers/start-proxy.ts';

/** A program that takes the proxies of its environment. */
export interface ProxyProgram {
  readonly runtime: RuntimeName;
  /** The variables that make the runtime take them. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it prints for plain http through a proxy: `ok`, or the code of the error. */
  readonly overPlainHttp: 'ok' | 'configuration';
}

const token = tokenCorpus.issued[0]?.token ?? '';

/**
 * Declares the tests of a client behind a proxy: no proxy ever reads the token.
 *
 * @param child A program that makes one call (`node child ENDPOINT TOKEN`) and prints `ok` or the code of the error.
 * @param programs The runtimes that run it.
 */
export function testClientProxies(child: string, programs: readonly ProxyProgram[]): void {
  let servers: RunningClientServers;
  let proxy: RecordingProxy;
  let folder: string;
  let certificate: string;
  beforeAll(async () => {
    [servers, proxy] = await Promise.all([startClientServers(), startProxy()]);
    folder = await mkdtemp(join(tmpdir(), 'lynk-proxy-'));
    certificate = join(folder, 'ca.pem');
    await writeFile(certificate, servers.certificate);
    servers.serve('good', { body: '{"data":{"organization":{"id":"o1"}}}' });
  });
  afterAll(async () => {
    proxy.close();
    await servers.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => void proxy.taken());

  async function run(
    { runtime, env }: ProxyProgram,
    origin: 'plain' | 'tls',
    proxies: Readonly<Record<string, string>>,
  ): Promise<string> {
    const flags = runtime === 'deno' ? ['run', '--allow-all', '--quiet'] : [];
    const endpoint = `${servers.origins[origin]}/good/lynkapi`;
    const program = spawn(findRuntime(runtime), [...flags, child, endpoint, token], {
      env: {
        ...process.env,
        NODE_EXTRA_CA_CERTS: certificate,
        DENO_CERT: certificate,
        // Deno's own check for updates would go through the proxy.
        DENO_NO_UPDATE_CHECK: '1',
        ...env,
        ...proxies,
      },
    });
    let printed = '';
    program.stdout.setEncoding('utf8').on('data', (chunk) => {
      printed += chunk;
    });
    await once(program, 'close');
    return printed.trim();
  }

  for (const program of programs) {
    describe.skipIf(!isAvailable(program.runtime))(program.runtime, () => declareTests(program));
  }

  function declareTests(program: ProxyProgram): void {
    test('https goes through the proxy, which reads the host but no token', async () => {
      expect(await run(program, 'tls', { HTTPS_PROXY: proxy.url })).toBe('ok');
      const read = proxy.taken();
      expect(read).toMatch(/^CONNECT localhost:\d+ HTTP\/1\.1\r\n/);
      expect(read.includes(token.slice(-20))).toBe(false);
    });

    test('plain http never goes through the proxy', async () => {
      expect(await run(program, 'plain', { HTTP_PROXY: proxy.url })).toBe(program.overPlainHttp);
      expect(proxy.taken()).toBe('');
    });

    test('plain http to a host of NO_PROXY bypasses the proxy', async () => {
      expect(await run(program, 'plain', { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' })).toBe('ok');
      expect(proxy.taken()).toBe('');
    });
  }
}
