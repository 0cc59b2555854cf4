import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestConsole, type TestConsole } from './console.ts';

let api: TestConsole;

beforeAll(async () => {
  api = await startTestConsole();
});
afterAll(() => api.dispose());

const get = (
  path: string,
  headers: Record<string, string> = { accept: 'text/html,*/*;q=0.8' },
  method = 'GET',
) => fetch(`${api.address}${path}`, { method, headers });

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

describe('pages', () => {
  test.each(['/', '/login', '/password', '/settings/personal/account', '/healthz/', '/lynkapi/x'])(
    '%s is the application, for a browser',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(response.headers.get('content-security-policy')).toBe(policy);
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(await response.text()).toContain('<div id="root">');
    },
  );

  test('a program gets 404 in the shape of the API', async () => {
    for (const headers of [{ accept: '*/*' }, { accept: 'application/json' }]) {
      const response = await get('/settings', headers);
      expect(response.status).toBe(404);
      expect(await response.json()).toHaveProperty('errors');
    }
    expect((await get('/settings', { accept: 'text/html' }, 'POST')).status).toBe(404);
  });

  test('the paths of the API respond to a browser as to every client', async () => {
    expect((await get('/lynkapi')).status).toBe(405);
    expect((await get('/healthz')).status).toBe(401);
  });

  test('HEAD has the headers of GET', async () => {
    const response = await get('/login', { accept: 'text/html' }, 'HEAD');
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
    expect(await response.text()).toBe('');
  });
});

describe('files', () => {
  test('assets never change under their name, and are compressed for clients that accept it', async () => {
    const page = await (await get('/')).text();
    const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(assets.length).toBeGreaterThan(1);
    for (const path of assets) {
      const plain = await get(path, { 'accept-encoding': 'identity' });
      expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(plain.headers.get('content-type')).toMatch(/^text\/(?:javascript|css); charset=utf-8$/);
      const content = await plain.text();
      const { encoding, body } = await raw(path);
      expect(encoding).toBe('br');
      expect(brotliDecompressSync(body).toString()).toBe(content);
    }
  });

  test('the scripts of the first view have less than 150 kB, compressed', async () => {
    const page = await (await get('/')).text();
    const scripts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path = '']) => path);
    const bodies = await Promise.all(scripts.map(async (path) => (await raw(path)).body));
    expect(scripts.length).toBeGreaterThan(0);
    expect(bodies.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(150_000);
  });

  test.each([
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/..%2F..%2Fx',
    '//etc/passwd',
    '/assets/',
    '/assets/missing.js',
  ])('%s is no file', async (path) => {
    const { status, body } = await raw(path);
    expect(status).toBe(404);
    expect(body.toString()).toContain('NOT_FOUND');
  });
});

/** `fetch` resolves paths and decodes bodies. */
function raw(
  path: string,
): Promise<{ status: number | undefined; encoding: string | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(api.address);
    const sent = request(
      { hostname, port, path, headers: { 'accept-encoding': 'gzip, br' } },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        const encoding = response.headers['content-encoding'];
        resolve({ status: response.statusCode, encoding, body: Buffer.concat(chunks) });
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
