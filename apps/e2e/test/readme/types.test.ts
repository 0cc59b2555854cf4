import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { completeExample, declareExampleGlobals } from '@lynk-auth/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findMarkdown } from '../../src/readme/find-markdown.ts';
import { typeProblems } from '../../src/readme/type-problems.ts';

/** Inside node_modules, where packages resolve as in a user's project and other tools ignore it. */
let folder: string;
/** Declares the names that an example uses without an import. */
let globals: string;
const written: string[] = [];
/** Examples that change a global type, which would apply to all others. */
const alone: string[] = [];
/** Writes an example. The name contains its file and line. */
async function write(file: string, line: number, code: string, extension: 'mts' | 'tsx') {
  const path = join(folder, `${file.replaceAll('/', '+')}+${line}.${extension}`);
  await writeFile(path, code);
  (code.includes('declare global') ? alone : written).push(path);
}

beforeAll(async () => {
  folder = await mkdtemp(fileURLToPath(new URL('../../node_modules/.types-', import.meta.url)));
  globals = join(folder, 'globals.d.ts');
  written.push(globals);
  await writeFile(globals, declareExampleGlobals());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the types of every README example are right, with and without strict', async () => {
  for (const [file, { blocks }] of await findMarkdown()) {
    for (const { language, line, code, marker } of blocks) {
      // The tests of the guides compile the examples of a page together, since they import each other.
      const isGuide = marker?.kind === 'run by' && marker.text.startsWith('apps/docs/test/');
      // A part of a program, which is compiled where it is.
      const isPart = marker?.kind === 'same as' && !marker.text.endsWith('.md');
      if ((language !== 'ts' && language !== 'tsx') || isGuide || isPart) continue;
      const example = await completeExample(code);
      await write(file, line, `${example.code}\nexport {};\n`, language === 'ts' ? 'mts' : 'tsx');
      for (const [name, shared] of Object.entries(example.files)) {
        await writeFile(join(folder, `${name}.mts`), shared);
      }
    }
  }
  expect(written.length).toBeGreaterThan(40);
  // One program for all examples, because most of the time goes into the types of the frameworks.
  for (const strict of [true, false]) {
    expect(typeProblems(written, strict)).toEqual([]);
    for (const path of alone) expect(typeProblems([globals, path], strict)).toEqual([]);
  }
});
