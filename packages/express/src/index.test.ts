/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import * as entry from './index.ts';

it('exports getPrincipal, lynkAuth and requirePermission only', () => {
  expect(Object.keys(entry).sort()).toEqual(['getPrincipal', 'lynkAuth', 'requirePermission']);
});

test.each(['index.js', 'index.cjs'])('the built %s uses no Node API', (file) => {
  const code = readFileSync(new URL(`../dist/${file}`, import.meta.url), 'utf8');
  for (const word of ['node:', 'Buffer', 'createRequire', 'process.']) expect(code).not.toContain(word);
});
