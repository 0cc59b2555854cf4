/// <reference types="node" />
import { createHash } from 'node:crypto';
import { createPrincipal, isLynkError, type Principal } from '@lynk-auth/core';
import { describe, expect, it } from 'vitest';
import { authorizationCorpus } from '../../test/corpora.ts';
import { createVerifier } from '../create-verifier.ts';
import { createStaticSource, type StaticToken } from './create-static-source.ts';
import { generateStaticToken } from './generate-static-token.ts';
import { sha256FromEnv } from './sha256-from-env.ts';

const token = authorizationCorpus.valid_token;
const sha256 = createHash('sha256').update(token).digest('hex');
const principal: Principal = createPrincipal({
  kind: 'service',
  tokenId: 'ci',
  organizationId: 'acme',
  permissions: ['view_sboms'],
  expiresAt: null,
});

describe('README example', () => {
  it('accepts the configured tokens, and no others', () => {
    const verifier = createVerifier({ source: createStaticSource([{ sha256, principal }]) });
    for (let call = 0; call < 3; call += 1) {
      expect(verifier.verify(token)).toEqual({ ok: true, principal });
      expect(verifier.verify(authorizationCorpus.unknown_token)).toMatchObject({ reason: 'unknown' });
    }
  });
});

it('reads the tokens of a function at the first verification, until they are valid', () => {
  const env: Record<string, string> = {};
  let calls = 0;
  const source = createStaticSource(() => {
    calls += 1;
    return [{ sha256: sha256FromEnv('CI_TOKEN_SHA256', env), principal }];
  });
  const verifier = createVerifier({ source });
  expect(calls).toBe(0);
  expect(verifier.verify(token)).toMatchObject({ kind: 'unavailable' });
  env['CI_TOKEN_SHA256'] = sha256;
  for (let call = 0; call < 3; call += 1) expect(verifier.verify(token)).toEqual({ ok: true, principal });
  expect(verifier.verify(authorizationCorpus.unknown_token)).toMatchObject({ reason: 'unknown' });
  expect(calls).toBe(2);
});

it('accepts a generated token by its digest', () => {
  for (const options of [undefined, { kind: 'personal', environment: 'test' } as const]) {
    const { secret, sha256: digest } = generateStaticToken(options);
    const verifier = createVerifier({ source: createStaticSource([{ sha256: digest, principal }]) });
    expect(verifier.verify(secret.reveal())).toEqual({ ok: true, principal });
    expect(secret.mask).toMatch(options === undefined ? /^lynk_service_live_/ : /^lynk_test_/);
  }
});

describe('sha256FromEnv', () => {
  it('reads the digest, without the line break of a file', () => {
    expect(sha256FromEnv('A', { A: `${sha256}\n` })).toBe(sha256);
    process.env['LYNK_AUTH_TEST_SHA256'] = sha256;
    expect(sha256FromEnv('LYNK_AUTH_TEST_SHA256')).toBe(sha256);
    delete process.env['LYNK_AUTH_TEST_SHA256'];
  });

  it.each([
    ['unset', undefined],
    ['empty', ''],
    ['the token itself', token],
    ['a number', 1],
  ])('names the variable, and not its value, if it is %s', (_, value) => {
    let error: unknown;
    try {
      sha256FromEnv('CI_TOKEN_SHA256', { CI_TOKEN_SHA256: value });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('CI_TOKEN_SHA256'),
    });
    expect(String(error).includes(token)).toBe(false);
    expect(() => sha256FromEnv('constructor', {})).toThrow(/constructor/);
  });
});

it('accepts a digest in upper case, and applies the expiry and the networks of each token', () => {
  const expired = { ...principal, expiresAt: 1 };
  const rows = [{ sha256: sha256.toUpperCase(), principal: expired }];
  expect(createVerifier({ source: createStaticSource(rows) }).verify(token)).toMatchObject({
    reason: 'expired',
  });
  const local = createStaticSource([{ sha256, principal, networks: ['127.0.0.0/8'] }]);
  const verifier = createVerifier({ source: local });
  expect(verifier.verify(token, { clientIp: '127.0.0.1' })).toMatchObject({ ok: true });
  expect(verifier.verify(token, { clientIp: '192.0.2.1' })).toMatchObject({ reason: 'network' });
});

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['an empty list', []],
  ['null for a token', [null]],
  ['a misspelt field', [{ sha256, principal, network: [] }]],
  ['the token itself', [{ sha256: token, principal }]],
  ['a digest that is too short', [{ sha256: sha256.slice(1), principal }]],
  ['an incomplete principal', [{ sha256, principal: { kind: 'service' } }]],
  ['an invalid network', [{ sha256, principal, networks: ['here'] }]],
  [
    'a digest twice',
    [
      { sha256, principal },
      { sha256: sha256.toUpperCase(), principal },
    ],
  ],
])('throws a configuration error for %s, without its value', (_, tokens) => {
  let thrown: unknown;
  try {
    createStaticSource(tokens as StaticToken[]);
  } catch (error) {
    thrown = error;
  }
  expect(isLynkError(thrown) && thrown.code).toBe('configuration');
  expect(String(thrown)).not.toContain(token.slice(14));
  expect(String(thrown)).not.toContain(sha256.slice(1));
});
