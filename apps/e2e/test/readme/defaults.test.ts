import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readDefaults, shownDefaults } from '../../src/readme/read-defaults.ts';
import { published, root, typesOf } from '../../src/workspace.ts';

test.each(published)('the README of %s shows the defaults of the docstrings', async (name) => {
  const readme = await readFile(join(root, 'packages', name, 'README.md'), 'utf8');
  // Clients and plugins take options of core.
  const folders = new Set([name, 'core'].flatMap((each) => Object.values(typesOf(each)).map(dirname)));
  // All declaration files of a folder: entries share types in chunks.
  const files = await Promise.all(
    [...folders].map(async (folder) => (await readdir(folder)).map((file) => join(folder, file))),
  );
  const types = files.flat().filter((file) => file.endsWith('.d.ts'));
  const known = await Promise.all(types.map(async (file) => readDefaults(await readFile(file, 'utf8'))));
  const wrong = shownDefaults(readme).filter(
    ({ option, value }) => !known.some((defaults) => defaults.get(option)?.has(value)),
  );
  expect(wrong).toEqual([]);
});
