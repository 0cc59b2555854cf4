/// <reference types="node" />
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseToken } from '@lynk-auth/core';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

test('the command of the README creates a token and the variable with its digest', () => {
  const [, command] = /```sh\n(node -e .*)\n```/.exec(readFileSync(`${folder}README.md`, 'utf8')) ?? [];
  const { stdout, stderr, status } = spawnSync('sh', ['-c', command ?? ''], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  const [token = '', line] = stdout.split('\n');
  expect(parseToken(token)).toMatchObject({ ok: true, kind: 'service', checksum: 'valid' });
  const digest = createHash('sha256').update(token).digest('hex');
  expect(line === `export CI_TOKEN_SHA256=${digest}`).toBe(true);
});
