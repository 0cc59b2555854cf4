import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { compile, createProject, type NestVersion } from './create-project.ts';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const spec = await readFile(new URL('./jest/sboms.spec.ts', import.meta.url), 'utf8');

/** Runs the spec under Jest in a project with this version of Nest. */
async function run(version: NestVersion, extension: 'cjs' | 'mjs') {
  const project = await createProject(version);
  try {
    const module = extension === 'cjs' ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext;
    await writeFile(join(project.folder, `sboms.spec.${extension}`), compile(spec, module));
    const config = {
      rootDir: project.folder,
      testMatch: [`**/*.spec.${extension}`],
      // The project is inside a node_modules folder, where it resolves its version of Nest.
      testPathIgnorePatterns: [],
      haste: { retainAllFiles: true },
      moduleFileExtensions: ['js', extension],
      transform: {},
    };
    return spawnSync(
      process.execPath,
      [jest, '--config', JSON.stringify(config), '--runInBand', '--no-cache', '--watchman=false'],
      {
        cwd: project.folder,
        env: { ...process.env, NODE_OPTIONS: extension === 'mjs' ? '--experimental-vm-modules' : '' },
        encoding: 'utf8',
      },
    );
  } finally {
    await project.dispose();
  }
}

describe('a testing module under Jest', () => {
  test.each([
    [11, 'cjs'],
    [12, 'mjs'],
  ] as const)('works on Nest %i, as a .%s file', async (version, extension) => {
    const { status, stderr } = await run(version, extension);
    expect(stderr).toContain('Tests:       4 passed, 4 total');
    expect(status).toBe(0);
  });

  test('does not work as a .cjs file on Nest 12, whose ES modules Jest can require from Node 24.9 on only', async () => {
    const { status, stderr } = await run(12, 'cjs');
    expect(stderr).toMatch(/Must use import to load ES Module: .*@nestjs\/common/);
    expect(status).toBe(1);
  });
});
