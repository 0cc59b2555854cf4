import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contractTokens } from '@lynk-auth/conformance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAvailable, type RuntimeName, runtimes } from '../src/index.ts';

const readme = new URL('../../core/README.md', import.meta.url);

let folder: string;
let entry: string;
beforeAll(async () => {
  const examples = [...(await readFile(readme, 'utf8')).matchAll(/```ts\n([\s\S]*?)```/g)];
  const [, example = ''] = examples.find(([, code]) => code?.includes('export default')) ?? [];
  expect(example).toContain('authenticateRequest');
  // Below dist, from where it finds the packages, and no tool finds it.
  folder = await mkdtemp(fileURLToPath(new URL('../dist/.readme-', import.meta.url)));
  entry = join(folder, 'app.ts');
  const code = example.replace('export default', 'const app =');
  await writeFile(
    entry,
    `import { contractVerifier as verifier } from '@lynk-auth/conformance';\n${code}\nexport const createHandler = () => app.fetch;\n`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function tryOn(runtime: RuntimeName): Promise<void> {
  const { port, close } = await runtimes[runtime](entry, {});
  try {
    const ask = async (token?: string) => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(`http://127.0.0.1:${port}/`, { headers });
      return [response.status, response.headers.get('www-authenticate')];
    };
    expect(await ask(contractTokens.valid)).toEqual([200, null]);
    expect(await ask()).toEqual([401, 'Bearer realm="api"']);
    expect(await ask(contractTokens.unknown)).toEqual([401, 'Bearer realm="api", error="invalid_token"']);
    expect(await ask(contractTokens.throttled)).toEqual([429, null]);
    const scope = 'error="insufficient_scope", scope="view_organization"';
    expect(await ask(contractTokens.telling)).toEqual([403, `Bearer realm="api", ${scope}`]);
  } finally {
    await close();
  }
}

describe.each(Object.keys(runtimes) as RuntimeName[])('on %s', (runtime) => {
  test.skipIf(!isAvailable(runtime))('the handler of core’s README', () => tryOn(runtime));
});
