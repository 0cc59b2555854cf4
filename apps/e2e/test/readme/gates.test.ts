import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeLink } from '../../src/readme/judge-link.ts';
import { installed, judgeShell } from '../../src/readme/judge-shell.ts';
import { matchValue } from '../../src/readme/match-value.ts';
import { readDefaults, shownDefaults } from '../../src/readme/read-defaults.ts';
import { readMarkdown } from '../../src/readme/read-markdown.ts';
import { runBlock } from '../../src/readme/run-block.ts';
import { watchValues } from '../../src/readme/watch-values.ts';

test('reads blocks with their markers and lines, links, anchors and commands', () => {
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
  expect(() => readMarkdown('```ts\na();')).toThrow('has no end');
});

describe('a value that is shown', () => {
  test.each<[unknown, string]>([
    [null, 'null'],
    [-1, '-1'],
    ['lynk_live_eTQw…', "'lynk_live_eTQw…'"],
    ['lynk_live_abc', "'lynk_live_…'"],
    [{ ok: true, principal: {} }, '{ ok: true, principal }'],
    [{ ok: true, principal: {} }, '{ ok: true, … }'],
    [['a', { b: 1 }], "['a', { b: 1 }]"],
  ])('%j is %s', (value, shown) => expect(matchValue(value, shown)).toBe(null));

  test.each<[unknown, string]>([
    [undefined, 'null'],
    [1, '-1'],
    ['lynk_test_abc', "'lynk_live_…'"],
    [{ ok: true }, '{ ok: true, principal }'],
    [{ ok: true, principal: {}, more: 1 }, '{ ok: true, principal }'],
    [{ ok: false, principal: {} }, '{ ok: true, … }'],
    [['a'], "['a', 'b']"],
    [['a', 'b'], "['a']"],
    ['a', 'what a person would say'],
  ])('%j is not %s', (value, shown) => expect(matchValue(value, shown)).not.toBe(null));
});

test('an arrow speaks of the statement before it', () => {
  const { code, shown } = watchValues("const a = f(1); // → 1; the first\nif (a) g(a);\n// → 'a; b'\n");
  expect(code).toContain('const a = __shown(0, f(1));');
  expect(code).toContain('if (a) __shown(1, g(a));');
  expect(shown.map(({ text }) => text)).toEqual(['1', "'a; b'"]);
  expect(() => watchValues('// → 1\n')).toThrow('speaks of nothing');
});

describe('a block', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(fileURLToPath(new URL('../../node_modules/.gates-', import.meta.url)));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const run = (name: string, code: string) => runBlock(code, join(folder, `${name}.mjs`));

  test('fails where a value is another one, or is never reached', async () => {
    expect(await run('right', 'export const f = async () => 1 + 1; // → anything\n1 + 1; // → 2\n')).toEqual(
      [],
    );
    expect(await run('wrong', '1 + 1; // → 3\n')).toEqual(['line 1: 3 is shown']);
    expect(await run('never', 'if (1 > 2) Math.abs(1); // → 1\n')).toEqual([
      'line 1: 1 is shown, and was never reached',
    ]);
    await expect(run('throws', 'throw new Error("no");')).rejects.toThrow('no');
  });

  test('fails where it serves everybody', async () => {
    const serve = (status: number) =>
      `import { createServer } from 'node:http';\ncreateServer((_, response) => response.writeHead(${status}).end()).listen(3000);\n`;
    expect(await run('closed', serve(401))).toEqual([]);
    expect(await run('open', serve(200))).toEqual(['without a token it answers 200']);
  });
});

test('links lead to files, headings and hosts that there are', () => {
  const files = new Map([['packages/hono/README.md', readMarkdown('# Here')]]);
  const judge = (to: string) => judgeLink('packages/hono/README.md', to, files);
  expect(['#here', '../core', '../../LICENSE', 'https://github.com/a'].map(judge)).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(judge('#there')).toBe('has no such heading');
  expect(judge('../none')).toBe('is not there');
  expect(judge('../../../outside')).toBe('is not there');
  expect(judge('../../LICENSE#a')).toBe('has an anchor in what is no Markdown');
  expect(judge('http://github.com/a')).toBe('is not https');
  expect(judge('https://github.example.net/a')).toBe('leads to a host that is not on the list');
  expect(judge('https://')).toBe('is no URL');
});

test('commands name scripts, packages and tools that there are', () => {
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
    expect(judgeShell(line, known)).toBe(null);
  }
  expect(judgeShell('npm run biuld', known)).toBe('there is no script "biuld"');
  expect(judgeShell('npm install hona', known)).toBe('there is no package hona');
  expect(judgeShell('npx boime', known)).toBe('npx finds no "boime"');
  expect(judgeShell('bun run b.ts', known)).toBe('bun finds no "b.ts"');
  expect(judgeShell('rm -rf /', known)).toBe('what is "rm"?');
  expect(installed('npm install --save-dev a b # c')).toEqual(['a', 'b']);
});

test('defaults are read from docstrings, and from tables', () => {
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
