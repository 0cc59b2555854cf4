/// <reference types="node" />
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { createVerifier } from '@lynk-auth/verifier';
import ts from 'typescript';
import { afterAll } from 'vitest';
import type { waitForLease } from '../../src/store/wait-for-lease.ts';

/** A change to one source file. `from` must occur exactly once. */
export interface Patch {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The code under test: as shipped, or with a patch. */
export interface PatchedCode {
  readonly createVerifier: typeof createVerifier;
  readonly waitForLease: typeof waitForLease;
  /** Of @lynk-auth/sql, which depends on this package. */
  readonly createTimelineGuard: () => { accepts(timeline: number | null): boolean };
}

const verifier = fileURLToPath(new URL('../../../verifier/', import.meta.url));
const authority = fileURLToPath(new URL('../../', import.meta.url));
const sql = fileURLToPath(new URL('../../../sql/', import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Reads the verifier's sources, `waitForLease` and the guard of Postgres' timelines, by their paths in the patched copy. */
function readSources(): Map<string, string> {
  const sources = new Map<string, string>();
  for (const path of readdirSync(join(verifier, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.ts') && !path.endsWith('.test.ts')) {
      sources.set(path, readFileSync(join(verifier, 'src', path), 'utf8'));
    }
  }
  sources.set('wait-for-lease.ts', readFileSync(join(authority, 'src/store/wait-for-lease.ts'), 'utf8'));
  const guard = join(sql, 'src/postgres/create-timeline-guard.ts');
  sources.set('create-timeline-guard.ts', readFileSync(guard, 'utf8'));
  return sources;
}

/** Compiles the sources, with or without one rule, to a folder from which their dependencies resolve. */
export async function loadPatched(patch?: Patch): Promise<PatchedCode> {
  const sources = readSources();
  if (patch !== undefined) {
    const text = sources.get(patch.file) ?? '';
    const parts = text.split(patch.from);
    if (parts.length !== 2) throw new Error(`${patch.file} has ${parts.length - 1} times: ${patch.from}`);
    sources.set(patch.file, parts.join(patch.to));
  }
  const folder = mkdtempSync(join(verifier, 'node_modules', '.model-'));
  folders.push(folder);
  const manifest = { type: 'module', imports: { '#runtime': './runtime/node.js' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  for (const [path, text] of sources) {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    const target = join(folder, path.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText.replace(/'(\.\.?\/[\w./-]+)\.ts'/g, "'$1.js'"));
  }
  const load = (name: string) => import(pathToFileURL(join(folder, name)).href);
  return {
    ...(await load('create-verifier.js')),
    ...(await load('wait-for-lease.js')),
    ...(await load('create-timeline-guard.js')),
  };
}
