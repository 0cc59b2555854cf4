import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkDocstrings } from '../../src/readme/check-docstrings.ts';
import { missingImports } from '../../src/readme/missing-imports.ts';
import { published } from '../../src/workspace.ts';

const folders = published.map((name) => `packages/${name}/src`);

test('every example in a docstring compiles as it stands', () => {
  const { count, problems } = checkDocstrings(folders);
  expect(problems).toBe('');
  expect(count).toBeGreaterThan(80);
});

test.each(folders)('the examples of %s import what they use', (folder) => {
  expect(missingImports(folder)).toEqual([]);
});

test('finds a wrong type, an undeclared name and a missing import', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lynk-auth-docstrings-'));
  const example = '/**\n * ```ts\n * const one: string = two(1);\n * three();\n * ```\n */\n';
  await writeFile(
    join(folder, 'two.ts'),
    `${example}export function two(value: number): number {\n  return value;\n}\n`,
  );
  const { count, problems } = checkDocstrings([folder]);
  const missing = missingImports(folder);
  await rm(folder, { recursive: true, force: true });
  expect(count).toBe(1);
  expect(problems).toContain("Type 'number' is not assignable to type 'string'");
  expect(problems).toContain("Cannot find name 'three'");
  expect(missing).toEqual(['two.ts: two']);
});
