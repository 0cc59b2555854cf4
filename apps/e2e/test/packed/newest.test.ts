import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateToken } from '@lynk-auth/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkTarball } from '../../src/packed/check-tarball.ts';
import { compile } from '../../src/packed/compile.ts';
import { newest } from '../../src/packed/consumers.ts';
import { createProject, readProgram } from '../../src/packed/create-project.ts';
import { packPackages, type Tarballs } from '../../src/packed/pack-packages.ts';
import { runCommand } from '../../src/packed/run-command.ts';
import { published } from '../../src/workspace.ts';

// One project per package. `npm run test:packages` tests all combinations.
let folder: string;
let tarballs: Tarballs;
let problems: string;
beforeAll(async () => {
  tarballs = await packPackages();
  folder = await mkdtemp(join(tmpdir(), 'lynk-auth-consumers-'));
  await Promise.all(
    newest.map(({ package: name, beside }) =>
      createProject({
        tarballs,
        dependencies: { [`@lynk-auth/${name}`]: '', ...beside },
        folder: join(folder, name),
      }),
    ),
  );
  // One run of TypeScript for all projects. Each resolves its own packages, and Node's types are read once.
  const token = generateToken({ kind: 'service', environment: 'live' }).reveal();
  const files: Record<string, string> = {};
  for (const { package: name } of newest) {
    for (const file of ['esm.mts', 'cjs.cts']) files[`${name}/${file}`] = await readProgram(name, token);
  }
  problems = await compile({
    folder,
    resolution: 'nodenext',
    files,
    skipLibCheck: true,
    out: '.',
    typeRoots: ['core/node_modules/@types'],
  });
}, 600_000);
afterAll(async () => {
  for (const each of [folder, tarballs.folder]) await rm(each, { recursive: true, force: true });
});

test('every published package has a consumer', () => {
  expect(newest.map((each) => each.package).sort()).toEqual(published);
});

test('all programs compile, with portable declarations', () => {
  expect(problems).toBe('');
});

describe.each(published)('%s, installed alone', (name) => {
  test('has the right files in its tarball', async () => {
    const unpacked = join(folder, name, 'node_modules/@lynk-auth', name);
    expect(await checkTarball(unpacked, name)).toEqual([]);
  });

  test.each(['esm.mjs', 'cjs.cjs'])('%s runs', async (file) => {
    const { status, output } = await runCommand(process.execPath, ['--no-warnings', file], {
      cwd: join(folder, name),
    });
    expect(output).toBe('fine\n');
    expect(status).toBe(0);
  });
});

test('finds unexpected files in a tarball', async () => {
  const unpacked = join(folder, 'core/node_modules/@lynk-auth/core');
  await writeFile(join(unpacked, 'dist/index.test.js'), '');
  await writeFile(join(unpacked, 'dist/index.cjs.map'), '{}');
  expect(await checkTarball(unpacked, 'core')).toEqual(
    expect.arrayContaining([
      'dist/index.test.js must not be in the tarball.',
      'dist/index.test.js has no source map.',
      'The source map of dist/index.cjs is missing or empty.',
    ]),
  );
});
