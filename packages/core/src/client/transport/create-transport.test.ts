import { afterEach, describe, expect, test } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { tokenCorpus } from '../../../test/corpora.ts';
import { LynkNetworkError, LynkTimeoutError } from '../../errors/errors.ts';
import { defineTokenFormat } from '../../token/define-token-format.ts';
import { readTokenExpires } from '../response/read-token-expires.ts';
import { toNetworkError } from '../response/to-network-error.ts';
import { allowTokenInBrowser } from './allow-token-in-browser.ts';
import { createTransport } from './create-transport.ts';
import { mayRetry } from './may-retry.ts';
import type { TransportOptions } from './read-transport-options.ts';
import { retryDelay } from './retry-delay.ts';

// How it behaves on the wire is shown by the table that all clients go through.
const token = tokenCorpus.issued[0]?.token ?? '';
const make = (options: Partial<TransportOptions> = {}) => createTransport('createX', { token, ...options });

test('README example', async () => {
  const transport = make({ endpoint: 'https://api.example.com/lynkapi' });
  const call = { url: '/healthz', isQuery: () => true, canReplay: true };
  const { url, hasToken } = await transport.send(call, async ({ url, authorization }) => ({
    status: 200,
    headers: {},
    url,
    hasToken: authorization === `Bearer ${token}`,
  }));
  expect([url, hasToken]).toEqual(['https://api.example.com/healthz', true]);
});

test('a call that is aborted while a newer token is read does not end the read for other calls', async () => {
  let finish: (newer: string) => void = () => {};
  const newer = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const tokens = [token, newer];
  const transport = make({ token: () => tokens.shift() ?? '' });
  const send = (signal?: AbortSignal) =>
    transport.send(
      { url: '/x', isQuery: () => true, canReplay: true, signal },
      async ({ authorization }) => ({
        status: authorization.endsWith(token) ? 401 : 200,
        headers: {},
      }),
    );
  const controller = new AbortController();
  const aborted = send(controller.signal);
  const waiting = send();
  while (tokens.length > 0) await Promise.resolve();
  controller.abort();
  await expect(aborted).rejects.toMatchObject({ code: 'aborted' });
  finish(tokenCorpus.issued[1]?.token ?? '');
  expect((await waiting).status).toBe(200);
});

describe('options', () => {
  const page = globalThis as { window?: unknown; document?: unknown };
  afterEach(() => {
    delete page.window;
    delete page.document;
  });

  test('has a default endpoint only for the lynk format', () => {
    expect(make().endpoint).toBe('https://api.interlynk.io/lynkapi');
    const format = defineTokenFormat({ brand: 'acme', environments: ['live'] });
    const ofAcme = `acme_live_${tokenCorpus.issued[0]?.body}`;
    expect(caught(() => make({ format, token: ofAcme }))).toMatchObject({ code: 'configuration' });
  });

  test('rejects a browser page unless the symbol allows it', () => {
    page.window = page.document = {};
    // A page has no process, one of a bundler, or that of Electron.
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, 'process') as PropertyDescriptor;
    const electron = { versions: { node: '22.0.0' }, type: 'renderer', [Symbol.toStringTag]: 'process' };
    for (const process of [undefined, { versions: {} }, { versions: { node: '1' } }, electron]) {
      Object.defineProperty(globalThis, 'process', { value: process, configurable: true });
      const error = caught(() => make());
      Object.defineProperty(globalThis, 'process', descriptor);
      expect(error).toMatchObject({
        code: 'configuration',
        message: expect.stringMatching(/browser.*\[allowTokenInBrowser\]: true/),
      });
    }
    // A server with jsdom has both globals too.
    expect(make().endpoint).toBeTruthy();
    expect(make({ [allowTokenInBrowser]: true }).endpoint).toBeTruthy();
    expect(caught(() => make({ [allowTokenInBrowser]: 'yes' as never }))).toMatchObject({
      code: 'configuration',
    });
    // A worker has no document.
    delete page.document;
    expect(make().endpoint).toBeTruthy();
    expect(allowTokenInBrowser).toBe(Symbol.for('lynk-auth.allowTokenInBrowser'));
  });

  test.each([
    { retries: 1.5 },
    { retries: 101 },
    { timeoutMs: 2 ** 31 },
    { totalTimeoutMs: 0 },
    { maxRetryAfterSeconds: -1 },
    { maxResponseBytes: Number.POSITIVE_INFINITY },
    { onTokenExpiring: 1 },
    { random: 1 },
    { clock: { wall: Date.now } },
    { format: {} },
    { endpoint: 'https://someone@api.example.com' },
  ])('%o is refused', (options) => {
    expect(caught(() => make(options as object))).toMatchObject({ code: 'configuration' });
  });
});

test('doubles the delay with full jitter up to ten seconds, unless Retry-After is set', () => {
  const most = [0, 1, 2, 3, 4, 50].map((retry) => retryDelay(retry, undefined, () => 1));
  expect(most).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000]);
  expect(retryDelay(2, undefined, () => 0.25)).toBe(1000);
  expect(retryDelay(0, 7, () => 0.5)).toBe(7000);
  expect(retryDelay(3, 0, () => 1)).toBe(0);
});

test('retries queries, and other requests only if nothing was done', () => {
  const evaluate = (
    status: number | undefined,
    hasRetryAfter = false,
    error?: LynkNetworkError | LynkTimeoutError,
  ) => [true, false].map((isQuery) => mayRetry({ status, hasRetryAfter, error }, () => isQuery));
  expect(evaluate(429)).toEqual([true, true]);
  expect(evaluate(503, true)).toEqual([true, true]);
  for (const status of [502, 503, 504]) expect(evaluate(status)).toEqual([true, false]);
  for (const status of [200, 400, 401, 403, 404, 408, 425, 500, 501])
    expect(evaluate(status, true)).toEqual([false, false]);
  expect(evaluate(undefined, false, new LynkNetworkError())).toEqual([true, false]);
  expect(evaluate(undefined, false, new LynkNetworkError('', { sent: false }))).toEqual([true, true]);
  expect(evaluate(undefined, false, new LynkTimeoutError(1))).toEqual([true, false]);
});

test('keeps only the code of what a fetch throws', () => {
  const refused = Object.assign(new Error(token), { code: 'ECONNREFUSED' });
  for (const error of [refused, { cause: refused }, { code: 'ERR_NETWORK', cause: { cause: refused } }]) {
    expect(toNetworkError(error)).toMatchObject({
      sent: false,
      message: expect.stringContaining(': ECONNREFUSED.'),
    });
  }
  const hostile = {
    get code() {
      throw new Error(token);
    },
  };
  for (const error of [undefined, null, token, new Error(token), { code: token }, hostile]) {
    const made = toNetworkError(error);
    expect(made.sent).toBe(true);
    expect(made.message.includes(token)).toBe(false);
  }
});

test('reads Lynk-Token-Expires only if it is a date-time', () => {
  const read = (value: string) => readTokenExpires({ 'Lynk-Token-Expires': value });
  expect(read('2030-01-31T00:00:00Z')).toBe(1_896_048_000_000);
  expect(read('2030-01-31T01:00:00.000+01:00')).toBe(1_896_048_000_000);
  for (const value of [
    '',
    'never',
    '2030-01-31',
    '2030-13-01T00:00:00Z',
    '1896048000000',
    'Thu, 31 Jan 2030 00:00:00 GMT',
  ]) {
    expect(read(value)).toBe(null);
  }
  expect(readTokenExpires({})).toBe(null);
});

test('the name of the header with the expiry follows the token format', () => {
  const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });
  const headers = {
    'Acme-Token-Expires': '2030-01-31T00:00:00Z',
    'Lynk-Token-Expires': '2031-01-31T00:00:00Z',
  };
  expect(readTokenExpires(headers, acme)).toBe(1_896_048_000_000);
  expect(readTokenExpires(new Headers(headers), acme)).toBe(1_896_048_000_000);
  expect(readTokenExpires({ 'Lynk-Token-Expires': '2031-01-31T00:00:00Z' }, acme)).toBe(null);
});
