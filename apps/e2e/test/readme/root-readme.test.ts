import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catchServers } from '../../src/readme/catch-servers.ts';
import { findMarkdown } from '../../src/readme/find-markdown.ts';

const cwd = process.cwd();
let folder: string;

beforeAll(async () => {
  // Below node_modules, where it resolves packages as a user's file would and no tool finds it.
  folder = await mkdtemp(fileURLToPath(new URL('../../node_modules/.root-readme-', import.meta.url)));
  process.chdir(folder);
});
afterAll(async () => {
  process.chdir(cwd);
  await rm(folder, { recursive: true });
});

test('the server of the root README accepts only the token that its next example issues', async () => {
  const { blocks } = (await findMarkdown()).get('README.md') ?? { blocks: [] };
  const examples = blocks.filter(({ language }) => language === 'ts');
  const first = examples.findIndex(({ marker }) => marker?.text === 'protect');
  const [server, issue] = examples.slice(first, first + 2);
  const code = `${server?.code}${issue?.code}export const token = issued.secret.reveal();\n`;
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  await writeFile('app.mjs', outputText);

  const servers = catchServers();
  try {
    const { token } = await import(pathToFileURL(join(folder, 'app.mjs')).href);
    const [listening] = servers.caught;
    if (listening === undefined) throw new Error('The example starts no server.');
    if (!listening.listening) await once(listening, 'listening');
    const request = async (method: string, path: string, authorization?: string) => {
      const headers = authorization === undefined ? {} : { authorization };
      const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}${path}`;
      const response = await fetch(url, { method, headers });
      return [response.status, await response.text()];
    };
    expect(await request('GET', '/me', `Bearer ${token}`)).toEqual([
      200,
      expect.stringContaining('"personal"'),
    ]);
    expect(await request('POST', '/sboms', `Bearer ${token}`)).toEqual([200, '{}']);
    expect(await request('GET', '/me')).toEqual([401, expect.any(String)]);
    expect(await request('GET', '/me', `Bearer ${token.slice(0, -1)}`)).toEqual([401, expect.any(String)]);
    expect(await request('GET', '/me', 'Bearer a, b')).toEqual([400, expect.any(String)]);
  } finally {
    servers.close();
  }
});
