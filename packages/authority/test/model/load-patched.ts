/// <reference types="node" />
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { createVerifier } from '@lynk-auth/verifier';
import ts from 'typescript';
import { afterAll } from 'vitest';
import type { waitForLease } from '../../src/wait-for-lease.ts';

/** One change to the sources: the text must be there exactly once. */
export interface Patch {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The code that ships, or what a patch makes of it. */
export interface Code {
  readonly createVerifier: typeof createVerifier;
  readonly waitForLease: typeof waitForLease;
}

const verifier = fileURLToPath(new URL('../../../verifier/', import.meta.url));
const authority = fileURLToPath(new URL('../../', import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The sources that decide, by the names by which they import each other. */
function readSources(): Map<string, string> {
  const sources = new Map<string, string>();
  for (const name of readdirSync(join(verifier, 'src'))) {
    if (name.endsWith('.ts') && !name.endsWith('.test.ts')) {
      sources.set(name, readFileSync(join(verifier, 'src', name), 'utf8'));
    }
  }
  sources.set('runtime.ts', readFileSync(join(verifier, 'src/runtime/node.ts'), 'utf8'));
  sources.set('wait-for-lease.ts', readFileSync(join(authority, 'src/wait-for-lease.ts'), 'utf8'));
  return sources;
}

/** Compiles the sources, with or without one rule, beside the packages that they import. */
export async function loadPatched(patch?: Patch): Promise<Code> {
  const sources = readSources();
  if (patch !== undefined) {
    const text = sources.get(patch.file) ?? '';
    const parts = text.split(patch.from);
    if (parts.length !== 2) throw new Error(`${patch.file} has ${parts.length - 1} times: ${patch.from}`);
    sources.set(patch.file, parts.join(patch.to));
  }
  const folder = mkdtempSync(join(verifier, 'node_modules', '.model-'));
  folders.push(folder);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const [name, text] of sources) {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    const linked = outputText
      .replace(/'(\.\/[\w-]+)\.ts'/g, "'$1.js'")
      .replace("'#runtime'", "'./runtime.js'");
    writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), linked);
  }
  const load = (name: string) => import(pathToFileURL(join(folder, name)).href);
  return { ...(await load('create-verifier.js')), ...(await load('wait-for-lease.js')) };
}
