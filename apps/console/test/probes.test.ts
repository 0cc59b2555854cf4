import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestConsole, type TestConsole } from './console.ts';

let api: TestConsole;

beforeAll(async () => {
  api = await startTestConsole({ LYNK_AUTH_METRICS: '127.0.0.1:0', LYNK_AUTH_DRAIN: '1', LOG_LEVEL: 'info' });
});
afterAll(() => rm(api.folder, { recursive: true, force: true }));

const probe = async (path: string, init?: RequestInit) => {
  const response = await fetch(`${api.address}${path}`, init);
  return {
    status: response.status,
    connection: response.headers.get('connection'),
    text: await response.text(),
  };
};

describe('the probes', () => {
  test.each(['/livez', '/readyz'])('%s needs no token and has no details', async (path) => {
    expect(await probe(path)).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    expect(await probe(path, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
    expect((await probe(path, { method: 'POST' })).status).toBe(405);
    expect((await probe(`${path}/x`)).status).toBe(404);
  });

  test('/readyz is 503 while the database is away, and /livez is not', async () => {
    const file = join(api.folder, 'lynk-auth.db');
    await rename(file, `${file}.away`);
    await expect.poll(async () => (await probe('/readyz')).status).toBe(503);
    expect((await probe('/readyz')).text).toBe(
      '{"errors":[{"message":"Service Unavailable","extensions":{"code":"SERVICE_UNAVAILABLE"}}]}',
    );
    expect((await probe('/livez')).status).toBe(200);
    await rename(`${file}.away`, file);
    await expect.poll(async () => (await probe('/readyz')).status).toBe(200);
  });

  test('are not in the log', () => {
    expect(api.logged.join('')).not.toMatch(/"path":"\/(?:livez|readyz)"/);
  });
});

describe('the metrics', () => {
  const read = async () => {
    const [, address] = /"metrics":"([^"]+)"/.exec(api.logged.join('')) ?? [];
    return fetch(address ?? '');
  };
  const readValue = (text: string, series: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.split(' ')[1] ?? 0,
    );

  test('count verifications, lookups and requests, in the text format 0.0.4', async () => {
    const before = await (await read()).text();
    const secret = api.token;
    await api.query('query { organization { name } }');
    await api.query('query { organization { name } }');
    await api.query('query { organization { name } }', { token: 'wrong' });
    await fetch(`${api.address}/auth/session`);
    const response = await read();
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await response.text();
    const added = (series: string) => readValue(text, series) - readValue(before, series);
    expect(added('lynk_auth_verify_total{outcome="ok",reason=""}')).toBe(2);
    expect(added('lynk_auth_lookups_total')).toBe(1);
    expect(added('lynk_auth_http_requests_total{area="api",status="200"}')).toBe(2);
    expect(added('lynk_auth_http_requests_total{area="api",status="401"}')).toBe(1);
    expect(added('lynk_auth_http_requests_total{area="auth",status="200"}')).toBe(1);
    expect(added('lynk_auth_http_request_duration_seconds_count{area="api"}')).toBe(3);
    expect(readValue(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(text).not.toContain(secret.slice(0, 14));
  });

  test('have no part of a path, a token or a name in a label', async () => {
    const { token, folder } = api;
    for (const path of [
      `/${token}`,
      `/manage/api/tokens/${token}`,
      '/constructor/x',
      '/auth/a-name',
      '/__proto__',
    ]) {
      await fetch(`${api.address}${path}`, { headers: { authorization: `Bearer ${token}` } });
    }
    const text = await (await read()).text();
    const areas = [...text.matchAll(/area="([^"]*)"/g)].map(([, area]) => area);
    expect(new Set(areas)).toEqual(new Set(['api', 'auth', 'manage', 'pages']));
    for (const hidden of [token.slice(10), folder, 'a-name', 'constructor', '__proto__', 'acme']) {
      expect(text).not.toContain(hidden);
    }
  });

  test('are on no other path, and not on the address of the console', async () => {
    const { url } = await read();
    expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${api.address}/metrics`)).status).toBe(404);
  });
});

test('a shutdown is seen at /readyz first, while requests are still served', async () => {
  const stopped = api.stop(1000);
  expect(await probe('/readyz')).toMatchObject({ status: 503, connection: 'close' });
  expect(await probe('/livez')).toMatchObject({ status: 200, connection: 'close' });
  expect(await api.query('query { organization { name } }')).toMatchObject({ status: 200 });
  await stopped;
  await expect(probe('/livez')).rejects.toThrow();
});
