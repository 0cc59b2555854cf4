/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import * as remote from './index.ts';

it('exports exactly these values', () => {
  expect(Object.keys(remote).sort()).toEqual([
    'allowInsecureTransport',
    'createCheckSource',
    'createIntrospectionSource',
  ]);
});

test.each(['index.js', 'index.cjs'])('the built %s uses no Node.js API', (file) => {
  const code = readFileSync(new URL(`../dist/${file}`, import.meta.url), 'utf8');
  for (const name of ['node:', 'Buffer', 'createRequire', 'process.']) expect(code).not.toContain(name);
});
