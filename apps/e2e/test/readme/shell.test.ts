import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readPackages } from '@lynk-auth/release';
import { expect, test } from 'vitest';
import { findMarkdown } from '../../src/readme/find-markdown.ts';
import { installed, judgeShell } from '../../src/readme/judge-shell.ts';
import { root } from '../../src/workspace.ts';

const files = await findMarkdown();
const packages = await readPackages(root);
const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const { devDependencies } = JSON.parse(
  await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
);
const known = {
  scripts: Object.keys(scripts),
  commands: await readdir(join(root, 'node_modules/.bin')),
  packages: Object.keys(devDependencies),
};

test.each([...files])('%s names commands that there are', (file, { blocks, spans }) => {
  const lines = [
    ...blocks
      .filter(({ language }) => language === 'sh')
      .flatMap(({ code, line }) => code.split('\n').map((text, index) => ({ text, line: line + index }))),
    ...spans.filter(({ code }) => /^(npm|npx) /.test(code)).map(({ code, line }) => ({ text: code, line })),
  ];
  const problems = lines.flatMap(({ text, line }) => {
    const isFile = (path: string) => existsSync(join(root, dirname(file), path));
    const problem = judgeShell(text, { ...known, isFile });
    return problem === null ? [] : [`${file}:${line}: ${problem}`];
  });
  expect(problems).toEqual([]);
});

test.each(packages)(
  'the README of $name installs it with its peers, and with what its first example imports',
  (each) => {
    const { blocks } = files.get(`packages/${each.name.replace('@lynk-auth/', '')}/README.md`) ?? {
      blocks: [],
    };
    const lines = blocks.filter(({ language }) => language === 'sh').flatMap(({ code }) => code.split('\n'));
    const installs = lines.map(installed).filter((names) => names.length > 0);
    expect([...(installs[0] ?? [])].sort()).toEqual([each.name, ...each.peers].sort());
    const example = blocks.find(({ language }) => language === 'ts')?.code ?? '';
    const imported = [...example.matchAll(/ from '((?:@[^/']+\/)?[^/'.][^/']*)/g)].map(
      ([, name = '']) => name,
    );
    const missing = imported.filter((name) => !name.startsWith('node:') && !installs.flat().includes(name));
    expect(missing).toEqual([]);
  },
);
