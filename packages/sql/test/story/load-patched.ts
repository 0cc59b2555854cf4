/// <reference types="node" />
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { createMemoryStore } from '@lynk-auth/authority';
import { build, type Plugin } from 'esbuild';
import { afterAll } from 'vitest';
import type { openSqliteStore } from '../../src/sqlite/open-sqlite-store.ts';
import type { Code } from './start-story.ts';

/** A change to one source file. `from` must occur exactly once. */
export interface Patch {
  /** Relative to `packages`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The code under test, with its stores. */
export interface PatchedCode extends Code {
  readonly createMemoryStore: typeof createMemoryStore;
  readonly openSqliteStore: typeof openSqliteStore;
}

const packages = fileURLToPath(new URL('../../../', import.meta.url));
const modules = join(packages, 'sql/node_modules');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The sources instead of what was built from them. */
const sources: Readonly<Record<string, string>> = {
  '@lynk-auth/authority': 'authority/src/index.ts',
  '@lynk-auth/verifier': 'verifier/src/index.ts',
  '#runtime': 'verifier/src/runtime/node.ts',
};

const entry = `
  export { createAuthority, createMemoryStore, createStoreSource, systemActor } from '@lynk-auth/authority';
  export { createVerifier } from '@lynk-auth/verifier';
  export { openSqliteStore } from '${packages}sql/src/sqlite/open-sqlite-store.ts';
`;

/** Bundles the sources of the authority, the verifier and the stores with one of them changed, and loads them. */
export async function loadPatched(patch: Patch): Promise<PatchedCode> {
  let applied = false;
  const patched: Plugin = {
    name: 'patched',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(?:@lynk-auth\/(?:authority|verifier)|#runtime)$/ }, ({ path }) => ({
        path: join(packages, sources[path] ?? ''),
      }));
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (path !== join(packages, patch.file)) return undefined;
        applied = true;
        return { contents: applyPatch(readFileSync(path, 'utf8'), patch), loader: 'ts' };
      });
    },
  };
  mkdirSync(modules, { recursive: true });
  const folder = mkdtempSync(join(modules, '.story-'));
  folders.push(folder);
  const outfile = join(folder, 'code.mjs');
  await build({
    stdin: { contents: entry, resolveDir: packages, loader: 'ts' },
    ...{ outfile, bundle: true, format: 'esm', platform: 'node', target: 'es2022', logLevel: 'silent' },
    external: ['@lynk-auth/core', 'kysely', 'libsql', 'pg'],
    plugins: [patched],
    tsconfigRaw: {},
  });
  if (!applied) throw new Error(`${patch.file} is not a part of the code.`);
  return import(pathToFileURL(outfile).href);
}

function applyPatch(text: string, { file, from, to }: Patch): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`);
  return parts.join(to);
}
