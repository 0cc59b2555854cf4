import { describe, expect, test } from 'vitest';
import { mayBeProxied } from './may-be-proxied.ts';

const deno = { deno: '2.9.6' };
const bun = { bun: '1.4.5' };
const node = { node: '24.0.0' };
const HTTP_PROXY = 'http://proxy.example:3128';

const check = (versions: Record<string, string>, env: Record<string, string>, execArgv: string[] = []) =>
  mayBeProxied('127.0.0.1', { versions, env, execArgv });

describe('mayBeProxied', () => {
  test('is true on Deno and Bun with any proxy variable', () => {
    for (const versions of [deno, bun]) {
      expect(check(versions, {})).toBe(false);
      expect(check(versions, { HTTPS_PROXY: HTTP_PROXY })).toBe(false);
      for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) {
        expect(check(versions, { [name]: HTTP_PROXY })).toBe(true);
      }
      expect(check(versions, { HTTP_PROXY: '' })).toBe(false);
    }
  });

  test('is true on Node only if configured', () => {
    expect(check(node, { HTTP_PROXY })).toBe(false);
    expect(check(node, { HTTP_PROXY, NODE_USE_ENV_PROXY: '1' })).toBe(true);
    expect(check(node, { NODE_USE_ENV_PROXY: '1' })).toBe(false);
    expect(check(node, { HTTP_PROXY }, ['--use-env-proxy'])).toBe(true);
    expect(check(node, { HTTP_PROXY, NODE_OPTIONS: '--no-warnings --use-env-proxy' })).toBe(true);
  });

  test('respects an exception that every runtime understands', () => {
    for (const NO_PROXY of ['127.0.0.1', 'a.example, 127.0.0.1', ' 127.0.0.1 ']) {
      expect(check(deno, { HTTP_PROXY, NO_PROXY })).toBe(false);
      expect(check(bun, { HTTP_PROXY, no_proxy: NO_PROXY })).toBe(false);
    }
    for (const NO_PROXY of ['', '*', 'localhost', '127.0.0.', 'a.example 127.0.0.1', '127.0.0.1:80']) {
      expect(check(deno, { HTTP_PROXY, NO_PROXY })).toBe(true);
    }
  });

  test('ignores an exception that some runtime does not understand', () => {
    const loopback = (env: Record<string, string>) =>
      mayBeProxied('[::1]', { versions: deno, env: { HTTP_PROXY, ...env } });
    for (const NO_PROXY of ['[::1]', '::1', '::1 [::1]']) expect(loopback({ NO_PROXY })).toBe(true);
    expect(loopback({ NO_PROXY: '[::1],::1' })).toBe(false);
    const both = { NO_PROXY: 'a.example', no_proxy: '127.0.0.1' };
    expect(check(deno, { HTTP_PROXY, ...both })).toBe(true);
    expect(check(deno, { HTTP_PROXY, ...both, NO_PROXY: '127.0.0.1,a.example' })).toBe(false);
  });

  test('is true if the environment cannot be read, false if there is none', () => {
    const env = new Proxy({}, { get: () => expect.fail('NotCapable') });
    expect(mayBeProxied('127.0.0.1', { versions: deno, env })).toBe(true);
    expect(mayBeProxied('127.0.0.1', {})).toBe(false);
    expect(mayBeProxied('127.0.0.1', undefined)).toBe(false);
  });
});
