import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLink } from '../../src/readme/check-link.ts';
import { checkShell, installed } from '../../src/readme/check-shell.ts';
import { matchValue } from '../../src/readme/match-value.ts';
import { readDefaults, shownDefaults } from '../../src/readme/read-defaults.ts';
import { readMarkdown } from '../../src/readme/read-markdown.ts';
import { runBlock } from '../../src/readme/run-block.ts';
import { watchValues } from '../../src/readme/watch-values.ts';

test('reads code blocks with markers and lines, links, anchors and commands', () => {
  const text = [
    '# A `b(c)` — [d](e.md)',
    '## Twice',
    '## Twice',
    '<!-- not run: no reason -->',
    '```ts',
    'a();',
    '```',
    'Run `npm test`, or see [`x`](y.md#z) and https://example.org/a.',
  ].join('\n');
  expect(readMarkdown(text)).toEqual({
    blocks: [{ language: 'ts', code: 'a();\n', line: 6, marker: { kind: 'not run', text: 'no reason' } }],
    links: [
      { to: 'e.md', line: 1 },
      { to: 'y.md#z', line: 8 },
      { to: 'https://example.org/a', line: 8 },
    ],
    anchors: new Set(['a-bc--d', 'twice', 'twice-1']),
    spans: [
      { code: 'b(c)', line: 1 },
      { code: 'npm test', line: 8 },
      { code: 'x', line: 8 },
    ],
  });
  expect(() => readMarkdown('```ts\na();')).toThrow('is not closed');
});

describe('a shown value', () => {
  test.each<[unknown, string]>([
    [null, 'null'],
    [-1, '-1'],
    ['lynk_live_eTQw…', "'lynk_live_eTQw…'"],
    ['lynk_live_abc', "'lynk_live_…'"],
    [{ ok: true, principal: {} }, '{ ok: true, principal }'],
    [{ ok: true, principal: {} }, '{ ok: true, … }'],
    [['a', { b: 1 }], "['a', { b: 1 }]"],
  ])('%j matches %s', (value, shown) => expect(matchValue(value, shown)).toBe(null));

  test.each<[unknown, string]>([
    [undefined, 'null'],
    [1, '-1'],
    ['lynk_test_abc', "'lynk_live_…'"],
    [{ ok: true }, '{ ok: true, principal }'],
    [{ ok: true, principal: {}, more: 1 }, '{ ok: true, principal }'],
    [{ ok: false, principal: {} }, '{ ok: true, … }'],
    [['a'], "['a', 'b']"],
    [['a', 'b'], "['a']"],
    ['a', 'not a literal'],
  ])('%j does not match %s', (value, shown) => expect(matchValue(value, shown)).not.toBe(null));
});

test('an arrow refers to the statement before it', () => {
  const { code, shown } = watchValues("const a = f(1); // → 1; the first\nif (a) g(a);\n// → 'a; b'\n");
  expect(code).toContain('const a = __shown(0, f(1));');
  expect(code).toContain('if (a) __shown(1, g(a));');
  expect(shown.map(({ text }) => text)).toEqual(['1', "'a; b'"]);
  expect(() => watchValues('// → 1\n')).toThrow('follows no statement');
});

describe('a block', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(fileURLToPath(new URL('../../node_modules/.gates-', import.meta.url)));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const run = (name: string, code: string) => runBlock(code, join(folder, `${name}.mjs`));

  test('fails if a value differs or is never reached', async () => {
    expect(await run('right', 'export const f = async () => 1 + 1; // → anything\n1 + 1; // → 2\n')).toEqual(
      [],
    );
    expect(await run('wrong', '1 + 1; // → 3\n')).toEqual(['line 1: the value is not 3']);
    expect(await run('never', 'if (1 > 2) Math.abs(1); // → 1\n')).toEqual([
      'line 1: the value 1 was never reached',
    ]);
    await expect(run('throws', 'throw new Error("no");')).rejects.toThrow('no');
  });

  test('fails if a server accepts a request without a token', async () => {
    const serve = (status: number) =>
      `import { createServer } from 'node:http';\ncreateServer((_, response) => response.writeHead(${status}).end()).listen(3000);\n`;
    expect(await run('closed', serve(401))).toEqual([]);
    expect(await run('open', serve(200))).toEqual(['the response without a token is 200, not 401']);
  });
});

test('checks the files, headings and hosts of links', () => {
  const files = new Map([['packages/hono/README.md', readMarkdown('# Here')]]);
  const check = (to: string) => checkLink('packages/hono/README.md', to, files);
  expect(['#here', '../core', '../../LICENSE', 'https://github.com/a'].map(check)).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(check('#there')).toBe('has an anchor without a heading');
  expect(check('../none')).toBe('does not exist');
  expect(check('../../../outside')).toBe('does not exist');
  expect(check('../../LICENSE#a')).toBe('has an anchor in a file that is not Markdown');
  expect(check('http://github.com/a')).toBe('is not https');
  expect(check('https://github.example.net/a')).toBe('has a host that is not allowed');
  expect(check('https://')).toBe('is not a URL');
});

test('checks the scripts, packages and tools of commands', () => {
  const known = {
    scripts: ['test', 'build'],
    commands: ['biome'],
    packages: ['hono'],
    isFile: (path: string) => path === 'a.ts',
  };
  for (const line of [
    'npm test',
    'npm run build -- -x',
    'npx biome',
    'npm install -D hono # why',
    'deno run --allow-net a.ts',
    '# said',
    '',
  ]) {
    expect(checkShell(line, known)).toBe(null);
  }
  expect(checkShell('npm run biuld', known)).toBe('there is no script "biuld"');
  expect(checkShell('npm install hona', known)).toBe('there is no package hona');
  expect(checkShell('npx boime', known)).toBe('npx cannot run "boime"');
  expect(checkShell('bun run b.ts', known)).toBe('bun cannot find "b.ts"');
  expect(checkShell('rm -rf /', known)).toBe('unknown command "rm"');
  expect(installed('npm install --save-dev a b # c')).toEqual(['a', 'b']);
});

test('reads defaults from docstrings and from tables', () => {
  const types =
    'interface A {\n  /** @default 5 */\n  readonly a?: number;\n  /** @default none */ b?: string;\n}';
  expect(readDefaults(types)).toEqual(
    new Map([
      ['a', new Set(['5'])],
      ['b', new Set(['none'])],
    ]),
  );
  const table =
    "| option | default |\n| --- | --- |\n| `a`, `b` | `5` |\n| `c` | the system's |\n\n| x | y |\n| `d` | `6` |";
  expect(shownDefaults(table)).toEqual([
    { option: 'a', value: '5' },
    { option: 'b', value: '5' },
  ]);
});
