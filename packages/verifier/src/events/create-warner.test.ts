/// <reference types="node" />
import { defineTokenFormat } from '@lynk-auth/core';
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { createFixture, newToken } from '../../test/fixture.ts';
import { createVerifier } from '../create-verifier.ts';
import type { LookupResult } from '../source/source.ts';

let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => warn.mockRestore());

const lines = (): string[] => warn.mock.calls.map(([line]) => String(line));

/** A verifier without the option `observe`. */
const silentFixture = (options: object = {}) => createFixture({ observe: undefined, ...options });

const fail = (error: unknown) => () => {
  throw error;
};

it('says that the source is down, and why', () => {
  const { verifier, hooks } = silentFixture();
  hooks.lookup = fail(Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' }));
  verifier.verify(newToken());
  expect(lines()).toEqual([
    expect.stringMatching(/503: Error \(ECONNREFUSED\): connect failed \(Logged at most/),
  ]);
});

it('says so if the source rejects, says it itself, or cannot read its change log', async () => {
  for (const result of [Promise.reject(new Error('down')), { ok: false, reason: 'source_down' } as const]) {
    const { verifier, hooks } = silentFixture();
    hooks.lookup = () => result as LookupResult;
    await verifier.verify(newToken());
  }
  const { verifier, addToken, hooks, advance } = silentFixture();
  const token = addToken();
  verifier.verify(token);
  advance(1000);
  hooks.changes = fail(new Error('no log'));
  verifier.verify(token);
  expect(lines()).toEqual([
    expect.stringContaining('Error: down'),
    expect.stringContaining('The source returned source_down.'),
    expect.stringContaining('Error: no log'),
  ]);
});

it('says what was thrown if it is no error', () => {
  for (const thrown of ['no connection', 42, null, {}]) {
    const { verifier, hooks } = silentFixture();
    hooks.lookup = fail(thrown);
    verifier.verify(newToken());
  }
  expect(lines().map((line) => /503: (.*) \(Logged/.exec(line)?.[1])).toEqual([
    'string: no connection',
    'number: 42',
    'object: null',
    'object: ',
  ]);
});

it('masks tokens of its format and of the default one', () => {
  const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });
  const token = newToken();
  const { verifier, hooks } = silentFixture({ format: acme, requireChecksum: false });
  hooks.lookup = fail(new Error(`${token} ${token.replace('lynk', 'acme')}`));
  verifier.verify(token.replace('lynk', 'acme'));
  expect(lines()).toEqual([
    expect.stringMatching(/Error: lynk_service_live_\w{4}… acme_service_live_\w{4}…/),
  ]);
});

it('says that the source has a bug, beside that it is down', () => {
  const { verifier, hooks } = silentFixture();
  hooks.lookup = fail(new Error('down'));
  verifier.verify(newToken());
  hooks.lookup = () => null as never;
  verifier.verify(newToken());
  expect(lines()).toHaveLength(2);
  expect(lines()[1]).toContain('unknown shape. Return { ok: true, principal, validUntil }');
});

it('says that the source does not respond, for a lookup and for its change log', async () => {
  vi.useFakeTimers();
  try {
    const { verifier, hooks } = silentFixture();
    const never = new Promise<never>(() => undefined);
    hooks.lookup = () => never;
    void verifier.verify(newToken());
    void verifier.verify(newToken());
    await vi.advanceTimersByTimeAsync(4999);
    expect(lines()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(lines()).toEqual([expect.stringContaining('the source has not responded for 5 seconds')]);

    const other = silentFixture();
    const token = other.addToken();
    other.verifier.verify(token);
    other.advance(1000);
    other.hooks.changes = () => never;
    void other.verifier.verify(token);
    await vi.advanceTimersByTimeAsync(5000);
    expect(lines()).toHaveLength(2);

    const prompt = silentFixture();
    prompt.hooks.lookup = async (find) => find();
    await prompt.verifier.verify(newToken());
    prompt.hooks.lookup = () => Promise.reject(new Error('down'));
    await prompt.verifier.verify(newToken());
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

it('says that the verifier is closed', async () => {
  const { verifier } = silentFixture();
  await verifier.close();
  verifier.verify(newToken());
  expect(lines()).toEqual([expect.stringContaining('The verifier is closed.')]);
});

it('says that a token is not of the format, by its reason', () => {
  const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });
  const { verifier } = silentFixture({ format: acme });
  const token = newToken();
  verifier.verify(token);
  verifier.verify(token.replace('lynk', 'acme').slice(0, -1));
  expect(lines()).toEqual([
    expect.stringMatching(/401 \(unknown_prefix\): .*acme_live_ or acme_service_live_/),
    expect.stringMatching(/401 \(bad_checksum\): /),
  ]);
});

it('says that a token is of another environment', () => {
  const { verifier } = silentFixture({ environments: ['test'] });
  verifier.verify(newToken());
  expect(lines()).toEqual([expect.stringContaining('(wrong_environment)')]);
});

it('says each reason at most once a minute, however often and whatever the clock returns', () => {
  const { verifier, hooks, advance, time } = silentFixture();
  hooks.lookup = fail(new Error('down'));
  const verifyAll = () => {
    for (let call = 0; call < 100; call += 1) {
      verifier.verify(newToken());
      verifier.verify('nonsense');
    }
  };
  verifyAll();
  advance(59_999);
  verifyAll();
  expect(lines()).toHaveLength(2);
  advance(1);
  verifyAll();
  expect(lines()).toHaveLength(4);
  time.monotonic = Number.NaN;
  verifyAll();
  expect(lines()).toHaveLength(4);
});

it('says nothing of tokens that are accepted, unknown, expired or throttled', () => {
  const { verifier, addToken, revoke } = silentFixture({ throttle: { failures: 2 } });
  const revoked = addToken();
  revoke(revoked);
  const bad = [newToken(), addToken({ validUntil: 1 }), revoked, newToken()];
  for (const token of [addToken(), ...bad]) verifier.verify(token, { clientIp: '192.0.2.7' });
  expect(lines()).toEqual([]);
});

it('shows no secret, in one line of limited length', () => {
  const token = newToken();
  const errors = [
    new Error(`no row for ${token}`),
    new Error('cannot connect to postgres://app:hunter2@db.internal/tokens'),
    new Error('cannot connect with password=hunter2 host=db'),
    new Error('{"password": "hunter2"}'),
    Object.assign(new Error('x\n\u001b[31m2026-01-01 forged line'), { code: token }),
    new Error('long '.repeat(1000)),
    { name: token, message: token },
    token,
    new Error('rejected the header Authorization: Bearer hunter2'),
    new Error('one\u2028two'),
    { code: 'password=hunter2' },
  ];
  for (const error of errors) {
    const { verifier, hooks } = silentFixture();
    hooks.lookup = fail(error);
    verifier.verify(token, { userAgent: token });
    verifier.verify(`"${token}"`);
  }
  expect(lines()).toHaveLength(2 * errors.length);
  for (const line of lines()) {
    expect(line).not.toContain(token.slice(24));
    expect(line).not.toContain('hunter2');
    expect(line).not.toMatch(/[\p{Cc}\p{Zl}]/u);
    expect(line.length).toBeLessThan(600);
  }
});

it('is silent with observe: null, and replaced by a function', () => {
  const source = { lookup: fail(new Error('down')) };
  for (const observe of [null, () => undefined]) {
    expect(createVerifier({ source, observe }).verify(newToken())).toMatchObject({ kind: 'unavailable' });
  }
  expect(lines()).toEqual([]);
});

it('fails no verification if the console throws or is missing', () => {
  warn.mockImplementation(fail(new Error('EPIPE')));
  const { verifier } = silentFixture();
  expect(verifier.verify('nonsense')).toMatchObject({ reason: 'unknown_prefix' });
  vi.stubGlobal('console', undefined);
  try {
    expect(silentFixture().verifier.verify('nonsense')).toMatchObject({ reason: 'unknown_prefix' });
  } finally {
    vi.unstubAllGlobals();
  }
});
