import { allowInsecureTransport, isLynkError } from '@lynk-auth/core';
import { describe, expect, it } from 'vitest';
import { type RemoteOptions, readRemoteOptions } from './read-options.ts';

const good = { endpoint: 'https://api.example.com/lynkapi', maxStalenessSeconds: 0 };

function problem(options: object): string {
  try {
    readRemoteOptions('createX', options as RemoteOptions);
  } catch (error) {
    if (isLynkError(error) && error.code === 'configuration') return error.message;
  }
  throw new Error('The options were taken.');
}

describe('endpoint', () => {
  it.each([
    'https://api.example.com',
    'HTTPS://API.example.com:8443/a?b=c',
    new URL('https://api.example.com'),
    'http://localhost:4180/lynkapi',
    'http://127.0.0.1/',
    'http://127.1.2.3/',
    'http://[::1]:1/',
  ])('may be %s', (endpoint) => {
    expect(readRemoteOptions('createX', { ...good, endpoint }).endpoint).toBe(new URL(endpoint).href);
  });

  it.each([
    ['nothing', undefined, 'absolute'],
    ['a path', '/lynkapi', 'absolute'],
    ['an object', { href: 'https://api.example.com' }, 'absolute'],
    ['another protocol', 'ftp://api.example.com', 'an https URL'],
    ['a script', 'javascript:alert(1)', 'an https URL'],
    ['http', 'http://api.example.com', 'over http'],
    ['http to what only begins like this machine', 'http://127.0.0.1.example.com', 'over http'],
    ['http to a name that ends like it', 'http://not-localhost', 'over http'],
    ['http to a private address', 'http://10.0.0.1', 'over http'],
    ['http to every address', 'http://0.0.0.0', 'over http'],
    ['a user', 'https://user@api.example.com', 'user name'],
    ['a user on this machine', 'http://localhost@api.example.com', 'over http'],
    ['a password', 'https://:s3cr3t@api.example.com', 'user name'],
    ['a fragment', 'https://api.example.com/#a', 'fragment'],
    ['an empty fragment', 'https://api.example.com/#', 'fragment'],
  ])('is never %s; the message does not show it', (_, endpoint, sentence) => {
    const message = problem({ ...good, endpoint });
    expect(message).toContain(sentence);
    expect(message).not.toMatch(/example|s3cr3t|127|10\.0/);
  });

  it('may be http elsewhere only by the option that says so', () => {
    const endpoint = 'http://api.internal/';
    const allowed = { ...good, endpoint, [allowInsecureTransport]: true };
    expect(readRemoteOptions('createX', allowed).endpoint).toBe(endpoint);
    expect(problem({ ...allowed, [allowInsecureTransport]: false })).toContain('over http');
    expect(problem({ ...allowed, [allowInsecureTransport]: 'yes' })).toContain('true or false');
    // Two copies of this package agree.
    expect(allowInsecureTransport).toBe(Symbol.for('lynk-auth.allowInsecureTransport'));
    // It lifts the one rule, and no other.
    expect(problem({ ...allowed, endpoint: 'http://user@api.internal/' })).toContain('user name');
  });
});

describe('the others', () => {
  it('have defaults, but for the staleness', () => {
    expect(readRemoteOptions('createX', good)).toMatchObject({ timeoutMs: 2000, fetch: undefined });
    expect(readRemoteOptions('createX', { ...good, maxStalenessSeconds: 0.5 }).maxStalenessSeconds).toBe(0.5);
  });

  it.each([
    [{ maxStalenessSeconds: undefined }, 'unnoticed'],
    [{ maxStalenessSeconds: -1 }, 'unnoticed'],
    [{ maxStalenessSeconds: Number.NaN }, 'unnoticed'],
    [{ maxStalenessSeconds: Number.POSITIVE_INFINITY }, 'unnoticed'],
    [{ maxStalenessSeconds: '10' }, 'unnoticed'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ timeoutMs: 1.5 }, 'timeoutMs'],
    [{ timeoutMs: 2 ** 31 }, 'timeoutMs'],
    [{ timeoutMs: null }, 'timeoutMs'],
    [{ fetch: {} }, 'fetch'],
    [{ fetch: null }, 'fetch'],
    [{ clock: { wall: Date.now } }, 'clock'],
    [{ clock: null }, 'clock'],
  ])('are refused: %o', (wrong, sentence) => {
    expect(problem({ ...good, ...wrong })).toContain(sentence);
  });
});
