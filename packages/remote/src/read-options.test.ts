import { isLynkError } from '@lynk-auth/core';
import { allowInsecureTransport } from '@lynk-auth/core/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type RemoteOptions, readRemoteOptions } from './read-options.ts';

const good = { endpoint: 'https://api.example.com/lynkapi', maxStalenessSeconds: 0 };

function problem(options: object): string {
  try {
    readRemoteOptions('createX', options as RemoteOptions);
  } catch (error) {
    if (isLynkError(error) && error.code === 'configuration') return error.message;
  }
  throw new Error('The options were accepted.');
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
  ])('accepts %s', (endpoint) => {
    expect(readRemoteOptions('createX', { ...good, endpoint }).endpoint).toBe(new URL(endpoint).href);
  });

  it.each([
    ['a missing value', undefined, 'absolute'],
    ['a path', '/lynkapi', 'absolute'],
    ['an object', { href: 'https://api.example.com' }, 'absolute'],
    ['a protocol other than http and https', 'ftp://api.example.com', 'an https URL'],
    ['a javascript URL', 'javascript:alert(1)', 'an https URL'],
    ['http', 'http://api.example.com', 'must use https'],
    ['http to a host that starts with a loopback address', 'http://127.0.0.1.example.com', 'must use https'],
    ['http to a name that ends with localhost', 'http://not-localhost', 'must use https'],
    ['http to a private address', 'http://10.0.0.1', 'must use https'],
    ['http to the unspecified address', 'http://0.0.0.0', 'must use https'],
    ['a user name', 'https://user@api.example.com', 'user name'],
    ['localhost as a user name', 'http://localhost@api.example.com', 'must use https'],
    ['a password', 'https://:s3cr3t@api.example.com', 'user name'],
    ['a fragment', 'https://api.example.com/#a', 'fragment'],
    ['an empty fragment', 'https://api.example.com/#', 'fragment'],
  ])('rejects %s, without repeating it in the message', (_, endpoint, expected) => {
    const message = problem({ ...good, endpoint });
    expect(message).toContain(expected);
    expect(message).not.toMatch(/example|s3cr3t|127|10\.0/);
  });

  afterEach(() => vi.unstubAllEnvs());

  it('rejects http on this machine if a proxy of the environment could read the tokens', () => {
    const proxied = { ...good, endpoint: 'http://127.0.0.1:4180/introspect' };
    vi.stubEnv('HTTP_PROXY', 'http://proxy.example:3128');
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    expect(problem(proxied)).toContain('NO_PROXY');
    expect(readRemoteOptions('createX', { ...proxied, [allowInsecureTransport]: true })).toBeTruthy();
    expect(readRemoteOptions('createX', good)).toBeTruthy();
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    expect(readRemoteOptions('createX', proxied)).toBeTruthy();
  });

  it('accepts http to another machine with allowInsecureTransport only', () => {
    const endpoint = 'http://api.internal/';
    const allowed = { ...good, endpoint, [allowInsecureTransport]: true };
    expect(readRemoteOptions('createX', allowed).endpoint).toBe(endpoint);
    expect(problem({ ...allowed, [allowInsecureTransport]: false })).toContain('must use https');
    expect(problem({ ...allowed, [allowInsecureTransport]: 'yes' })).toContain('true or false');
    // Equal in every copy of this package.
    expect(allowInsecureTransport).toBe(Symbol.for('lynk-auth.allowInsecureTransport'));
    // Disables the rule about http only.
    expect(problem({ ...allowed, endpoint: 'http://user@api.internal/' })).toContain('user name');
  });
});

describe('other options', () => {
  it('have defaults, except for maxStalenessSeconds', () => {
    expect(readRemoteOptions('createX', good)).toMatchObject({ timeoutMs: 2000, fetch: undefined });
    expect(readRemoteOptions('createX', { ...good, maxStalenessSeconds: 0.5 }).maxStalenessSeconds).toBe(0.5);
  });

  it.each([
    [{ maxStalenessSeconds: undefined }, 'a revocation may take that long'],
    [{ maxStalenessSeconds: -1 }, 'a revocation may take that long'],
    [{ maxStalenessSeconds: Number.NaN }, 'a revocation may take that long'],
    [{ maxStalenessSeconds: Number.POSITIVE_INFINITY }, 'a revocation may take that long'],
    [{ maxStalenessSeconds: '10' }, 'a revocation may take that long'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ timeoutMs: 1.5 }, 'timeoutMs'],
    [{ timeoutMs: 2 ** 31 }, 'timeoutMs'],
    [{ timeoutMs: null }, 'timeoutMs'],
    [{ fetch: {} }, 'fetch'],
    [{ fetch: null }, 'fetch'],
    [{ clock: { wall: Date.now } }, 'clock'],
    [{ clock: null }, 'clock'],
  ])('are rejected: %o', (wrong, expected) => {
    expect(problem({ ...good, ...wrong })).toContain(expected);
  });
});
