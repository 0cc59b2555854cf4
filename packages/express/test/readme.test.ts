import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contractTokens } from '@lynk-auth/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

// Below dist, from where the package finds itself by its name.
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(root, 'dist/.readme-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(['express', 'express4'])('README example, with the package %s', async (framework) => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const listen = 'app.listen(3000);';
  expect(example).toContain(listen);
  const file = join(folder, `${framework}.mjs`);
  await writeFile(
    file,
    example
      .replace("from 'express'", `from '${framework}'`)
      .replace(
        listen,
        "const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));",
      ),
  );
  const CI_TOKEN_SHA256 = createHash('sha256').update(contractTokens.valid).digest('hex');
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, CI_TOKEN_SHA256 },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(child.stdout, 'data');
    const ask = async (method: string, path: string, token?: string) => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await fetch(`http://127.0.0.1:${Number(port)}${path}`, { method, headers });
      return [answer.status, answer.headers.get('www-authenticate'), await answer.text()];
    };
    const me =
      '{"kind":"service","tokenId":"ci","organizationId":"acme","permissions":["view_sboms"],"expiresAt":null}';
    expect(await ask('GET', '/me', contractTokens.valid)).toEqual([200, null, me]);
    expect(await ask('GET', '/sboms', contractTokens.valid)).toEqual([200, null, '[]']);
    const refusals = [
      await ask('GET', '/me'),
      await ask('GET', '/me', contractTokens.unknown),
      await ask('POST', '/sboms', contractTokens.valid),
    ];
    // What the README shows below the example.
    for (const [status, challenge] of refusals) {
      expect(readme).toContain(`${status} WWW-Authenticate: ${challenge}\n`);
    }
    expect(refusals.map(([status]) => status)).toEqual([401, 401, 403]);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
});
