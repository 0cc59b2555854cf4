/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { tokenCorpus } from '../../../test/corpora.ts';
import { fromFile, type ReadFile } from './from-file.ts';

const [first, second] = tokenCorpus.issued;
if (first === undefined || second === undefined) throw new Error('The corpus is empty.');
const readText = (path: string) => readFile(path, 'utf8');

let folder = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'from-file-'));
  path = join(folder, 'token');
});
afterAll(() => rm(folder, { recursive: true }));

test('README example', async () => {
  await writeFile(path, `${first.token}\n`);
  expect((await fromFile(path, readText).get()).mask).toBe(first.mask);
});

describe('the file', () => {
  const readers: Record<string, ReadFile> = {
    text: readText,
    bytes: (name) => readFile(name),
    'text, synchronously': (name) => readFileSync(name, 'utf8'),
    'bytes, synchronously': (name) => readFileSync(name),
  };
  test.each(Object.entries(readers))('as %s', async (_, reader) => {
    for (const end of ['', '\n', '\r\n']) {
      await writeFile(path, first.token + end);
      expect((await fromFile(path, reader).get()).mask).toBe(first.mask);
    }
    for (const [text, reason] of [
      [`${first.token}\n\n`, 'surrounding_whitespace'],
      [`\ufeff${first.token}\n`, 'surrounding_whitespace'],
      ['\n', 'missing'],
      ['', 'missing'],
      [first.mask, 'masked'],
    ] as const) {
      await writeFile(path, text);
      const error = await Promise.resolve()
        .then(() => fromFile(path, reader).get())
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'LynkTokenError', reason });
      expect((error as Error).message).toMatch(/^The token file does not hold a token: /);
    }
  });

  test.each(Object.entries(readers))(
    'that cannot be read as %s: the code, never the path',
    async (_, reader) => {
      const gone = join(folder, 'gone');
      const error = await Promise.resolve()
        .then(() => fromFile(gone, reader).get())
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        name: 'LynkTokenError',
        reason: 'missing',
        message: 'The token file could not be read (ENOENT).',
      });
      expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain(folder);
    },
  );

  test('omits an invalid code', () => {
    for (const thrown of [Object.assign(new Error('x'), { code: `${path} x` }), { code: 1 }, null, 'x']) {
      const reader = () => {
        throw thrown;
      };
      expect(caught(() => fromFile(path, reader).get())).toMatchObject({
        message: 'The token file could not be read.',
      });
    }
  });
});

describe('caching', () => {
  test('reads again after sixty seconds and on a refresh', async () => {
    let time = 0;
    let reads = 0;
    const reader = (name: string) => {
      reads += 1;
      return readText(name);
    };
    await writeFile(path, first.token);
    const provider = fromFile(path, reader, { now: () => time });
    await provider.get();
    // As Kubernetes does it: a new file in the place of the old one.
    await writeFile(`${path}.new`, second.token);
    await rename(`${path}.new`, path);
    time = 59_999;
    expect((await provider.get()).mask).toBe(first.mask);
    expect(reads).toBe(1);
    time = 60_000;
    expect((await provider.get()).mask).toBe(second.mask);
    expect(reads).toBe(2);
    await writeFile(path, first.token);
    const refreshed = await Promise.all(Array.from({ length: 50 }, () => provider.get({ refresh: true })));
    expect(new Set(refreshed.map(({ mask }) => mask))).toEqual(new Set([first.mask]));
    expect(reads).toBe(3);
  });

  test('counts the age from before the read', async () => {
    let time = 0;
    let reads = 0;
    const provider = fromFile(
      path,
      async () => {
        reads += 1;
        time += 2_000;
        return first.token;
      },
      { now: () => time, maxAgeSeconds: 1 },
    );
    await provider.get();
    await provider.get();
    expect(reads).toBe(2);
  });

  test('reads at every call with an age of 0', async () => {
    let reads = 0;
    const provider = fromFile(
      path,
      () => {
        reads += 1;
        return first.token;
      },
      { maxAgeSeconds: 0 },
    );
    await provider.get();
    await provider.get();
    expect(reads).toBe(2);
  });
});

test('rejects invalid options', () => {
  const cases: readonly (readonly unknown[])[] = [
    ['', readText],
    [1, readText],
    [path, undefined],
    [path, readText, { maxAgeSeconds: -1 }],
    [path, readText, { maxAgeSeconds: Number.NaN }],
    [path, readText, { maxAgeSeconds: '60' }],
    [path, readText, { now: 1 }],
    [path, readText, { maxAge: 1 }],
  ];
  for (const args of cases) {
    expect(caught(() => fromFile(...(args as Parameters<typeof fromFile>)))).toMatchObject({
      code: 'configuration',
    });
  }
});
