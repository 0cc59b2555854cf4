/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import * as remote from './index.ts';

it('exports these, and nothing else', () => {
  expect(Object.keys(remote).sort()).toEqual([
    'allowInsecureTransport',
    'createCheckSource',
    'createIntrospectionSource',
  ]);
});

test.each(['index.js', 'index.cjs'])('the built %s needs nothing of Node', (file) => {
  const code = readFileSync(new URL(`../dist/${file}`, import.meta.url), 'utf8');
  for (const word of ['node:', 'Buffer', 'createRequire', 'process.']) expect(code).not.toContain(word);
});
