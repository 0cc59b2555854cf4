/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';

const dist = new URL('../dist/', import.meta.url);
const all = readdirSync(dist).filter((file) => /\.c?js$/.test(file));

describe.each(all)('%s', (file) => {
  const code = readFileSync(new URL(file, dist), 'utf8');

  test.each(['node:', 'Buffer', 'createRequire', 'express', 'fastify', 'hono', 'axios', 'ofetch', 'zod'])(
    'runs anywhere: no %s in it',
    (word) => expect(code.replace(/^\s*(\*|\/\/).*$/gm, '')).not.toMatch(new RegExp(`\\b${word}`)),
  );

  test('imports nothing but what lies beside it', () => {
    for (const [, , name] of code.matchAll(/\b(?:from\s|import\s*\(?|require\()\s*(['"])([^'"]+)\1/g))
      expect(name).toMatch(/^\.\/chunk-\w+\.c?js$/);
    expect(code).not.toMatch(/\b(?:import|require)\((?!['"])/);
  });
});

const load = async (name: string) => ({
  esm: (await import(`../dist/${name}.js`)) as Record<string, unknown>,
  cjs: createRequire(import.meta.url)(`../dist/${name}.cjs`) as Record<string, unknown>,
});

test.each(['index', 'server'])('both copies of %s export the same, and this', async (name) => {
  const { esm, cjs } = await load(name);
  expect(Object.keys(cjs).sort()).toEqual(Object.keys(esm).sort());
  expect(Object.keys(esm).sort()).toMatchSnapshot();
});

test('what the entry for servers has is the same thing as in the other one', async () => {
  const [index, server] = [await load('index'), await load('server')];
  for (const kind of ['esm', 'cjs'] as const) {
    for (const [name, value] of Object.entries(server[kind])) expect(index[kind][name]).toBe(value);
  }
});
