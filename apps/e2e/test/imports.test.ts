import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, test } from 'vitest';

const packages = ['core', 'core/server', 'core/client', 'core/internal', 'verifier', 'authority', 'remote'];

it.each(packages)('importing @lynk-auth/%s reads no clock, which loads a module of Node', async (name) => {
  const program = `
    Object.defineProperty(globalThis, 'performance', { get() { throw new Error('The clock was read.'); } });
    await import('@lynk-auth/${name}');`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  });
  await expect(run).resolves.toMatchObject({ stderr: '' });
});

test.each(['express', 'hono', 'fastify'])(
  'importing @lynk-auth/%s loads only the server part of core',
  async (name) => {
    for (const file of ['index.js', 'index.cjs']) {
      const code = await readFile(new URL(`../../../packages/${name}/dist/${file}`, import.meta.url), 'utf8');
      const loaded = [...code.matchAll(/(?:from |require\()["'](@lynk-auth\/[^"']+)["']/g)];
      expect(loaded.map(([, specifier]) => specifier)).toEqual(['@lynk-auth/core/server']);
    }
  },
);
