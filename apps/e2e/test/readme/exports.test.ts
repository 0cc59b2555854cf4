import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPackages, readSurface } from '@lynk-auth/release';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { readDefaults, shownDefaults } from '../../src/readme/read-defaults.ts';
import { root } from '../../src/workspace.ts';

const packages = await readPackages(root);

test.each(packages)(
  'the README of $name speaks of every export, and of every option',
  async ({ folder, entries }) => {
    const readme = await readFile(join(folder, 'README.md'), 'utf8');
    const said = new Set(readme.match(/[\w$]+/g));
    const missing: string[] = [];
    for (const types of Object.values(entries)) {
      const text = await readFile(types, 'utf8');
      for (const name of readSurface(text).exports.keys()) {
        if (name !== 'global' && !name.startsWith("'") && !said.has(name)) missing.push(name);
      }
      for (const [owner, option] of optionNames(text))
        if (!said.has(option)) missing.push(`${owner}.${option}`);
    }
    expect(missing).toEqual([]);
  },
);

test.each(packages)(
  'the README of $name shows the defaults that the docstrings say',
  async ({ folder, entries }) => {
    const readme = await readFile(join(folder, 'README.md'), 'utf8');
    // Clients and plugins take options of core.
    const types = [...Object.values(entries), join(root, 'packages/core/dist/index.d.ts')];
    const known = await Promise.all(types.map(async (file) => readDefaults(await readFile(file, 'utf8'))));
    const wrong = shownDefaults(readme).filter(
      ({ option, value }) => !known.some((defaults) => defaults.get(option)?.has(value)),
    );
    expect(wrong).toEqual([]);
  },
);

/** The properties of what is exported and is called options. */
function optionNames(types: string): readonly (readonly [owner: string, option: string])[] {
  const file = ts.createSourceFile('index.d.ts', types, ts.ScriptTarget.Latest, true);
  return file.statements
    .filter(ts.isInterfaceDeclaration)
    .flatMap(({ name, members }) =>
      /(?:Options|Extras)$/.test(name.text)
        ? members.flatMap((member) =>
            member.name === undefined || ts.isComputedPropertyName(member.name)
              ? []
              : [[name.text, member.name.getText()] as const],
          )
        : [],
    );
}
