import { readFile, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { compile } from '../../../src/packed/compile.ts';
import { pinnedVersion } from '../../../src/packed/pinned-version.ts';
import { runCommand } from '../../../src/packed/run-command.ts';
import type { Stage } from './stage.ts';

const spec = new URL('../../../../../packages/nest/test/jest/sboms.spec.ts', import.meta.url);

/** Installs the packages that the spec needs, with `@nestjs/testing` of the same Nest version. */
function addTools(stage: Stage, runner: Readonly<Record<string, string>>) {
  const folder = stage.consumer.esmOnly === true ? 'packages/nest' : 'packages/nest/test/nest11';
  return stage.project.add({
    '@nestjs/testing': pinnedVersion('@nestjs/testing', folder),
    '@lynk-auth/conformance': '',
    ...runner,
  });
}

/** Runs the test of a guarded controller under Jest, as CommonJS, or as ESM if Nest is ESM only. */
export async function runJest(stage: Stage): Promise<void> {
  const esm = stage.consumer.esmOnly === true;
  await addTools(stage, { jest: pinnedVersion('jest', 'packages/nest') });
  const problems = await compile({
    folder: stage.project.folder,
    resolution: 'nodenext',
    files: { [`specs/sboms.spec.${esm ? 'mts' : 'cts'}`]: await readFile(spec, 'utf8') },
    skipLibCheck: true,
    out: 'jest',
  });
  expect(problems).toBe('');
  const config = { testMatch: [`**/jest/**/*.spec.${esm ? 'mjs' : 'cjs'}`], transform: {} };
  await writeFile(
    stage.path('jest.config.json'),
    JSON.stringify({ ...config, moduleFileExtensions: ['js', 'mjs', 'cjs'] }),
  );
  const { status, output } = await runCommand(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--runInBand', '--watchman=false'],
    { cwd: stage.project.folder, env: esm ? { NODE_OPTIONS: '--experimental-vm-modules' } : {} },
  );
  expect(output).toContain('Tests:       4 passed, 4 total');
  expect(status).toBe(0);
}

/** Runs the same test under Vitest, from its source. */
export async function runVitest(stage: Stage): Promise<void> {
  await addTools(stage, { vitest: pinnedVersion('vitest', '.') });
  await stage.project.write('vitest/sboms.spec.ts', await readFile(spec, 'utf8'));
  await stage.project.write(
    'vitest/tsconfig.json',
    JSON.stringify({ compilerOptions: { experimentalDecorators: true, target: 'es2022' } }),
  );
  const { status, output } = await runCommand(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--globals', '--root', 'vitest', '--no-cache'],
    { cwd: stage.project.folder },
  );
  expect(output).toMatch(/Tests\s+4 passed \(4\)/);
  expect(status).toBe(0);
}
