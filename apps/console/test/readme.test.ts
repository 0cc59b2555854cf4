import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestConsole, type TestConsole, withLastChanged } from './console.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const readme = await readFile(join(root, 'README.md'), 'utf8');

/** Returns the code of an example by the name in the comment above it. */
function example(name: string): string {
  const [, code] = new RegExp(`<!-- example: ${name} -->\\n\`\`\`ts\\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  if (code === undefined) throw new Error(`The README has no example "${name}".`);
  return code;
}

let folder: string;
let api: TestConsole;

beforeAll(async () => {
  // Inside node_modules, where packages resolve as in a user's project and other tools ignore it.
  folder = await mkdtemp(join(root, 'apps/console/node_modules/.readme-'));
  api = await startTestConsole();
});
afterAll(async () => {
  await api.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Compiles an example and runs it. */
async function load(name: string) {
  const { outputText } = ts.transpileModule(example(name), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const file = join(folder, `${name}.mjs`);
  await writeFile(file, outputText);
  return import(pathToFileURL(file).href);
}

describe('the examples of the README', () => {
  test('call: returns the name of the organization, and throws a typed error for an invalid token', async () => {
    const before = { ...process.env };
    try {
      // The endpoint is read when the module is loaded.
      process.env['INTERLYNK_API_URL'] = `${api.address}/lynkapi`;
      const { organizationName } = await load('call');
      process.env['INTERLYNK_SECURITY_TOKEN'] = api.token;
      expect(await organizationName()).toBe('Acme Corp');
      process.env['INTERLYNK_SECURITY_TOKEN'] = withLastChanged(api.token);
      await expect(organizationName()).rejects.toMatchObject({
        name: 'LynkUnauthorizedError',
        code: 'unauthorized',
      });
      process.env['INTERLYNK_SECURITY_TOKEN'] = '$TOKEN';
      await expect(organizationName()).rejects.toMatchObject({
        code: 'token_rejected',
        reason: 'unexpanded_variable',
      });
    } finally {
      process.env = before;
    }
  });

  test('the README shows the output of the first start', () => {
    const [, shown] = /```\n(The console is listening[\s\S]*?)```/.exec(readme) ?? [];
    const shape = (text: string) =>
      text
        .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'ADDRESS')
        .replace(/lynk_live_[\w…]+/g, 'TOKEN')
        .replace(/#[\w…]+$/gm, '#CODE')
        .replace(/\d{4}-\d\d-\d\d/g, 'DATE')
        .trim();
    expect(shape(api.printed)).toContain(shape(shown ?? ''));
  });
});
