import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractTokens } from '@lynk-auth/testing';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, createStage, type Stage, versions } from './stage.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
const LISTEN = 'app.listen(3000)';
const LISTEN_AND_TELL =
  "app.listen(0, '127.0.0.1').then(() => process.send?.(app.getHttpServer().address().port))";

describe.each(versions)('README example on Nest %i', (version) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage(version);
  });
  afterAll(() => stage.dispose());

  test.each([
    ['mjs', ts.ModuleKind.ESNext],
    ['cjs', ts.ModuleKind.CommonJS],
  ])('as a .%s', async (extension, module) => {
    expect(example).toContain(LISTEN);
    const file = join(stage.folder, `readme.${extension}`);
    await writeFile(file, compile(example.replace(LISTEN, LISTEN_AND_TELL), module));
    const CI_TOKEN_SHA256 = createHash('sha256').update(contractTokens.valid).digest('hex');
    const child = spawn(process.execPath, [file], {
      env: { ...process.env, CI_TOKEN_SHA256 },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    try {
      const [port] = await once(child, 'message');
      const ask = async (method: string, path: string, token?: string) => {
        const headers: Record<string, string> =
          token === undefined ? {} : { authorization: `Bearer ${token}` };
        const answer = await fetch(`http://127.0.0.1:${Number(port)}${path}`, { method, headers });
        return [answer.status, answer.headers.get('www-authenticate'), await answer.text()];
      };
      const me =
        '{"kind":"service","tokenId":"ci","organizationId":"acme","permissions":["view_sboms"],"expiresAt":null}';
      expect(await ask('GET', '/me', contractTokens.valid)).toEqual([200, null, me]);
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
});
