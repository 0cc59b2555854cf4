/// <reference types="node" />
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { tokenCorpus } from '../../test/corpora.ts';
import { digestToken } from '../digest/digest-token.ts';
import * as node from './node.ts';
import * as web from './web.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rows = [...tokenCorpus.issued, ...tokenCorpus.accepted];
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

it.each(Object.entries({ node, web }))(
  '%s returns the SHA-256 of every token of the corpus',
  (_, runtime) => {
    for (const { token, sha256 } of rows)
      expect(Buffer.from(runtime.sha256(token), 'latin1').toString('hex')).toBe(sha256);
  },
);

it('both return the same key for any string, one character a byte', () => {
  for (const text of ['', 'a', 'é', '漢字', '😀', '\ud800', 'x'.repeat(192), '\0']) {
    const expected = createHash('sha256').update(text).digest('binary');
    expect(node.sha256(text)).toBe(expected);
    expect(web.sha256(text)).toBe(expected);
    expect(expected).toHaveLength(32);
  }
});

it('returns the digest under which a token is stored', () => {
  for (const { token, sha256 } of rows) expect(hex(digestToken(token))).toBe(sha256);
});

const loaders = {
  'import, node': ['module', `const { digestToken } = await import('@lynk-auth/verifier');`],
  'require, node': ['commonjs', `const { digestToken } = require('@lynk-auth/verifier');`],
  'import, web': [
    'module',
    `const { sha256 } = await import(${JSON.stringify(`${root}dist/runtime/web.js`)}); const digestToken = (text) => Buffer.from(sha256(text), 'latin1');`,
  ],
  'require, web': [
    'commonjs',
    `const { sha256 } = require('./dist/runtime/web.cjs'); const digestToken = (text) => Buffer.from(sha256(text), 'latin1');`,
  ],
} as const;

it.each(Object.entries(loaders))('the built package runs in plain Node: %s', async (_, [type, load]) => {
  const [row] = rows;
  const script = `${load} console.log(Buffer.from(digestToken(${JSON.stringify(row?.token)})).toString('hex'));`;
  const run = promisify(execFile)(process.execPath, [`--input-type=${type}`, '-e', script], { cwd: root });
  expect((await run).stdout.trim()).toBe(row?.sha256);
});

it.each(['index.js', 'index.cjs', 'runtime/web.js', 'runtime/web.cjs'])(
  'the built %s uses no Node API',
  async (file) => {
    const text = await readFile(`${root}dist/${file}`, 'utf8');
    for (const word of ['node:', 'Buffer', 'createRequire', 'process.']) expect(text).not.toContain(word);
  },
);
