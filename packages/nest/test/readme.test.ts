import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractTokens } from '@lynk-auth/conformance';
import { completeExample, exampleEnvironment, formatChallenges, requestExample } from '@lynk-auth/test-kit';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, createProject, type Project, versions } from './create-project.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
const LISTEN = 'app.listen(3000)';
const LISTEN_AND_REPORT =
  "app.listen(0, '127.0.0.1').then(() => process.send?.(app.getHttpServer().address().port))";

describe.each(versions)('README example on Nest %i', (version) => {
  let project: Project;
  beforeAll(async () => {
    project = await createProject(version);
  });
  afterAll(() => project.dispose());

  test.each([
    ['mjs', ts.ModuleKind.ESNext],
    ['cjs', ts.ModuleKind.CommonJS],
  ] as const)('runs as a .%s file', async (extension, module) => {
    expect(example).toContain(LISTEN);
    const file = join(project.folder, `readme.${extension}`);
    const { code, files } = await completeExample(example.replace(LISTEN, LISTEN_AND_REPORT), extension);
    await writeFile(file, compile(code, module));
    for (const [name, shared] of Object.entries(files)) {
      await writeFile(join(project.folder, `${name}.${extension}`), compile(shared, module));
    }
    const child = spawn(process.execPath, [file], {
      env: { ...process.env, ...exampleEnvironment(contractTokens.valid) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    try {
      const [port] = await once(child, 'message');
      const { me, refusals } = await requestExample(Number(port), contractTokens);
      const shown =
        '{"kind":"service","tokenId":"ci","organizationId":"acme","permissions":["view_sboms"],"expiresAt":null}';
      expect(me).toEqual([200, null, shown]);
      // The responses that the README shows below the example.
      for (const line of formatChallenges(refusals)) expect(readme).toContain(line);
      expect(refusals.map(([status]) => status)).toEqual([401, 401, 403]);
    } finally {
      child.kill();
      await once(child, 'exit');
    }
  });
});
