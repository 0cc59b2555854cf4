/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';

const files = ['../dist/index.js', '../dist/index.cjs'] as const;

describe.each(files)('%s', (file) => {
  const code = readFileSync(new URL(file, import.meta.url), 'utf8');

  test.each(['node:', 'Buffer', 'createRequire', 'express', 'fastify', 'hono', 'axios', 'ofetch', 'zod'])(
    'runs anywhere: no %s in it',
    (word) => expect(code.replace(/^\s*(\*|\/\/).*$/gm, '')).not.toMatch(new RegExp(`\\b${word}`)),
  );

  test('imports nothing', () => {
    expect(code).not.toMatch(/^import\s|\bimport\(|\brequire\(/m);
  });
});

test('both copies export the same, and this', async () => {
  const esm = Object.keys(await import(files[0] as string)).sort();
  const cjs = Object.keys(createRequire(import.meta.url)(files[1])).sort();
  expect(cjs).toEqual(esm);
  expect(esm).toMatchSnapshot();
});
