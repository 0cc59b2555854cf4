// Emits a declaration for each source file of the package in whose folder it runs, into a hidden folder of `dist`, which is
// not published. tsup would emit them with the compiler written in JavaScript, which takes ten times as long; it only bundles
// them. Nothing that runs reads them, so `npm start` does without.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';

const folder = 'dist/.types';
const project = {
  extends: '../../tsconfig.json',
  include: ['../../src'],
  exclude: ['../../src/**/*.test.ts'],
  compilerOptions: {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: '../../src',
    outDir: '.',
  },
};

if (process.env.LYNK_AUTH_TYPES !== 'off') {
  rmSync('dist', { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(project));
  const compiler = '../../node_modules/typescript-native/bin/tsc';
  const { status } = spawnSync(process.execPath, [compiler, '-p', folder], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
