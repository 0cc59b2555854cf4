import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root, typeProblems } from './type-problems.ts';

/** What the examples speak of without making it. */
const PRELUDE = `
declare const authority: import('@lynk-auth/authority').Authority;
declare const verifier: import('@lynk-auth/core').TokenVerifier;
declare const table: Map<string, { principal: import('@lynk-auth/core').Principal; expiresAt: number | null }>;
declare function hex(bytes: Uint8Array | undefined): string;
`;

let folder: string;
/** From where a package finds itself, and what it is developed with: the console has no Nest. */
let nestFolder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(root, 'apps/console/node_modules/.readmes-'));
  nestFolder = await mkdtemp(join(root, 'packages/nest/dist/.readmes-'));
});
afterAll(async () => {
  for (const each of [folder, nestFolder]) await rm(each, { recursive: true, force: true });
});

test('every example in the README of a package has right types', async () => {
  await writeFile(join(folder, 'prelude.d.ts'), PRELUDE);
  const files: string[] = [join(folder, 'prelude.d.ts')];
  const packages = (await readdir(join(root, 'packages'))).filter(
    (name) => !['client-table', 'corpora', 'postgres', 'runtimes'].includes(name),
  );
  for (const name of packages) {
    const readme = await readFile(join(root, 'packages', name, 'README.md'), 'utf8');
    const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '');
    expect(examples.length, name).toBeGreaterThan(0);
    for (const [index, code] of examples.entries()) {
      const file = join(name === 'nest' ? nestFolder : folder, `${name}-${index}.mts`);
      await writeFile(file, `${code}\nexport {};\n`);
      files.push(file);
    }
  }
  expect(typeProblems(files)).toEqual([]);
});
