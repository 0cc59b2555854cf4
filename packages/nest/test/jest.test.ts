import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { compile, createStage, type NestVersion } from './stage.ts';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const spec = await readFile(new URL('./jest/sboms.spec.ts', import.meta.url), 'utf8');

/** Runs the spec in a project with this version of Nest. */
async function run(version: NestVersion, extension: 'cjs' | 'mjs') {
  const stage = await createStage(version);
  try {
    const module = extension === 'cjs' ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext;
    await writeFile(join(stage.folder, `sboms.spec.${extension}`), compile(spec, module));
    const config = {
      rootDir: stage.folder,
      testMatch: [`**/*.spec.${extension}`],
      // The project is below a folder node_modules, from where it finds its version of Nest.
      testPathIgnorePatterns: [],
      haste: { retainAllFiles: true },
      moduleFileExtensions: ['js', extension],
      transform: {},
    };
    return spawnSync(
      process.execPath,
      [jest, '--config', JSON.stringify(config), '--runInBand', '--no-cache', '--watchman=false'],
      {
        cwd: stage.folder,
        env: { ...process.env, NODE_OPTIONS: extension === 'mjs' ? '--experimental-vm-modules' : '' },
        encoding: 'utf8',
      },
    );
  } finally {
    await stage.dispose();
  }
}

describe('a testing module under Jest', () => {
  test.each([
    [11, 'cjs'],
    [12, 'mjs'],
  ] as const)('on Nest %i, as a .%s', async (version, extension) => {
    const { status, stderr } = await run(version, extension);
    expect(stderr).toContain('Tests:       4 passed, 4 total');
    expect(status).toBe(0);
  });

  test('on Nest 12 a .cjs cannot be: Nest is ES modules, which Jest requires on Node 24.9 and newer only', async () => {
    const { status, stderr } = await run(12, 'cjs');
    expect(stderr).toMatch(/Must use import to load ES Module: .*@nestjs\/common/);
    expect(status).toBe(1);
  });
});
