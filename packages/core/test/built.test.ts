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

  test('imports only files of the package', () => {
    for (const [, , name] of code.matchAll(/\b(?:from\s|import\s*\(?|require\()\s*(['"])([^'"]+)\1/g))
      expect(name).toMatch(/^\.\/shared\.c?js$/);
    expect(code).not.toMatch(/\b(?:import|require)\((?!['"])/);
  });
});

const load = async (name: string) => ({
  esm: (await import(`../dist/${name}.js`)) as Record<string, unknown>,
  cjs: createRequire(import.meta.url)(`../dist/${name}.cjs`) as Record<string, unknown>,
});

const entries = ['index', 'server', 'client', 'internal'];

test.each(entries)('%s exports the same names from its ESM and its CommonJS build', async (name) => {
  const { esm, cjs } = await load(name);
  expect(Object.keys(cjs).sort()).toEqual(Object.keys(esm).sort());
  expect(Object.keys(esm).sort()).toMatchSnapshot();
});

test('the front door exports at most 40 values', async () => {
  expect(Object.keys((await load('index')).esm).length).toBeLessThanOrEqual(40);
});

test('every value has one public entry', async () => {
  const names: string[] = [];
  for (const entry of ['index', 'server', 'client']) names.push(...Object.keys((await load(entry)).esm));
  expect(names).toEqual([...new Set(names)]);
});

test('a name that two entries export is the same value in both', async () => {
  const loaded = await Promise.all(entries.map(load));
  for (const kind of ['esm', 'cjs'] as const) {
    const values = new Map<string, unknown>();
    for (const entry of loaded) {
      for (const [name, value] of Object.entries(entry[kind])) {
        expect(values.get(name) ?? value).toBe(value);
        values.set(name, value);
      }
    }
  }
});
