import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { completeExample } from '@lynk-auth/test-kit';
import { expect, test } from 'vitest';
import { checkShell, installed } from '../../src/readme/check-shell.ts';
import { findMarkdown } from '../../src/readme/find-markdown.ts';
import { published, requiredPeers, root } from '../../src/workspace.ts';

const files = await findMarkdown();
const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const { devDependencies } = JSON.parse(
  await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
);
const known = {
  scripts: Object.keys(scripts),
  commands: await readdir(join(root, 'node_modules/.bin')),
  packages: Object.keys(devDependencies),
};

test.each([...files])('the commands in %s exist', (file, { blocks, spans }) => {
  const lines = [
    ...blocks
      // What needs other programs is run by a test, or says why it is not.
      .filter(({ language, marker }) => language === 'sh' && marker === null)
      .flatMap(({ code, line }) => code.split('\n').map((text, index) => ({ text, line: line + index }))),
    ...spans.filter(({ code }) => /^(npm|npx) /.test(code)).map(({ code, line }) => ({ text: code, line })),
  ];
  const problems = lines.flatMap(({ text, line }) => {
    const isFile = (path: string) => existsSync(join(root, dirname(file), path));
    const problem = checkShell(text, { ...known, isFile });
    return problem === null ? [] : [`${file}:${line}: ${problem}`];
  });
  expect(problems).toEqual([]);
});

test.each(published)(
  'the README of %s installs the package, its peers and the imports of its first example',
  async (name) => {
    const { blocks } = files.get(`packages/${name}/README.md`) ?? { blocks: [] };
    const lines = blocks.filter(({ language }) => language === 'sh').flatMap(({ code }) => code.split('\n'));
    const installs = lines.map(installed).filter((names) => names.length > 0);
    expect([...(installs[0] ?? [])].sort()).toEqual([`@lynk-auth/${name}`, ...requiredPeers(name)].sort());
    const first = blocks.find(({ language }) => language === 'ts')?.code ?? '';
    const { code, files: shared } = await completeExample(first);
    const example = [code, ...Object.values(shared)].join('\n');
    const imported = [...example.matchAll(/ from '((?:@[^/']+\/)?[^/'.][^/']*)/g)].map(
      ([, name = '']) => name,
    );
    const missing = imported.filter((name) => !name.startsWith('node:') && !installs.flat().includes(name));
    expect(missing).toEqual([]);
  },
);
