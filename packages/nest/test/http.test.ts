import { once } from 'node:events';
import { connect } from 'node:http2';
import { contractTokens } from '@lynk-auth/conformance';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type * as ApiApp from './apps/api-app.ts';
import type { Listening } from './apps/listen.ts';
import { createStage, hosts, type Stage, versions } from './stage.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe.each(hosts)('Nest %i with its adapter of %s', (version, platform) => {
  let stage: Stage;
  let house: typeof ApiApp;
  const running: Listening[] = [];
  beforeAll(async () => {
    stage = await createStage(version);
    house = await stage.load('api-app');
  });
  beforeEach(() => {
    house.caught.length = 0;
  });
  afterAll(async () => {
    for (const { app } of running) await app.close();
    await stage.dispose();
  });

  const start = async (
    ...settings: Parameters<typeof house.start> extends [unknown, ...infer Rest] ? Rest : never
  ) => {
    const listening = await house.start(platform, ...settings);
    running.push(listening);
    return async (path: string, token?: string) => {
      const response = await fetch(`${listening.address}${path}`, { headers: token ? bearer(token) : {} });
      const all: Record<string, string> = {};
      response.headers.forEach((value, name) => {
        all[name] = value;
      });
      return { status: response.status, headers: response.headers, all, text: await response.text() };
    };
  };

  describe('permissions', () => {
    let get: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      get = await start();
    });

    test.each([
      ['/both', contractTokens.valid, 200, null],
      ['/both', contractTokens.expiring, 403, 'view_organization update_sboms'],
      ['/both/one', contractTokens.expiring, 200, null],
      ['/both/one', contractTokens.telling, 403, 'view_organization'],
      ['/both/inherited', contractTokens.valid, 200, null],
      ['/both/inherited', contractTokens.expiring, 403, 'view_organization update_sboms'],
      ['/both/stacked', contractTokens.valid, 403, 'view_organization delete_sboms update_sboms'],
    ])('%s: what the class and the handler ask for is both needed', async (path, token, status, scope) => {
      const answer = await get(path, token);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('www-authenticate')).toBe(
        scope && `Bearer realm="api", error="insufficient_scope", scope="${scope}"`,
      );
    });

    test('an interceptor reads who asks', async () => {
      expect((await get('/filtered/tenant', contractTokens.other)).text).toBe('o2');
    });

    test('a filter of a handler is given a typed exception, and what it leaves keeps its challenge', async () => {
      const answer = await get('/filtered', contractTokens.valid);
      expect(house.caught).toEqual([
        { by: 'own answer', name: 'LynkAuthException', code: 'forbidden', status: 403 },
      ]);
      expect([answer.status, JSON.parse(answer.text)]).toEqual([403, { mine: 403 }]);
      expect(answer.headers.get('www-authenticate')).toContain('scope="delete_sboms"');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    });
  });

  test.each(['used', 'provided'] as const)(
    'a filter for everything, %s, is asked before ours, and its answer is the same',
    async (how) => {
      const [plain, filtered] = [await start(), await start({}, how)];
      const [one, other] = [
        await plain('/both', contractTokens.expiring),
        await filtered('/both', contractTokens.expiring),
      ];
      expect(house.caught).toEqual([
        { by: 'everything', name: 'LynkAuthException', code: 'forbidden', status: 403 },
      ]);
      expect([other.status, other.text]).toEqual([one.status, one.text]);
      for (const name of ['www-authenticate', 'cache-control', 'content-type', 'lynk-token-expires']) {
        expect(other.headers.get(name), name).toBe(one.headers.get(name));
      }
    },
  );

  describe('in optional mode', () => {
    let get: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      get = await start({ optional: true, realm: 'sboms' });
    });

    test.each([
      ['/public', undefined, 200],
      ['/public', contractTokens.valid, 200],
      ['/public', contractTokens.unknown, 401],
      ['/public-class', undefined, 200],
      ['/public-class', contractTokens.unknown, 401],
      ['/public/contradictory', undefined, 401],
      ['/public/contradictory', contractTokens.valid, 200],
      ['/public/careless', contractTokens.valid, 200],
      ['/public/careless', undefined, 500],
      ['/plain', undefined, 401],
      ['/plain', contractTokens.valid, 200],
      ['/plain/asked', undefined, 401],
    ])('%s with %s: %i', async (path, token, status) => {
      expect((await get(path, token)).status).toBe(status);
    });

    test('nobody is null', async () => {
      expect(JSON.parse((await get('/public')).text)).toEqual({ principal: null });
    });

    test('the guard answers nobody as the middleware does', async () => {
      const answer = await get('/plain');
      const strict = await (await start({ realm: 'sboms' }))('/plain');
      expect(answer.text).toBe(strict.text);
      expect({ ...answer.all, date: '' }).toEqual({ ...strict.all, date: '' });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="sboms"');
    });
  });

  test('without the global guard a permission is asked all the same', async () => {
    const get = await start({ optional: true, globalGuard: false });
    expect((await get('/plain')).status).toBe(200);
    expect((await get('/plain', contractTokens.unknown)).status).toBe(401);
    for (const path of ['/plain/guarded', '/plain/asked', '/both/one'])
      expect((await get(path)).status).toBe(401);
    expect((await get('/both', contractTokens.expiring)).status).toBe(403);
  });

  test.each(['method', 'class'] as const)(
    '@Public() on a %s without optional mode: it does not start',
    async (of) => {
      await expect(house.startPublic(platform, of)).rejects.toMatchObject({
        name: 'LynkConfigurationError',
        message: expect.stringMatching(
          /^LynkAuthModule: Public\w+ is @Public\(\)|^LynkAuthModule: PublicController\.status is/,
        ),
      });
    },
  );
});

describe.each(versions)('Nest %i with its adapter of fastify', (version) => {
  let stage: Stage;
  let house: typeof ApiApp;
  beforeAll(async () => {
    stage = await createStage(version);
    house = await stage.load('api-app');
  });
  afterAll(() => stage.dispose());

  test('over HTTP/2', async () => {
    const app = await house.startHttp2();
    const session = connect(`http://127.0.0.1:${app.getHttpServer().address().port}`);
    const get = async (path: string, token?: string) => {
      const stream = session.request({ ':path': path, ...(token ? bearer(token) : {}) });
      const [headers] = await once(stream, 'response');
      let text = '';
      for await (const chunk of stream) text += chunk;
      return [headers[':status'], headers['www-authenticate'], text];
    };
    const refusal = (message: string) =>
      JSON.stringify({ errors: [{ message, extensions: { code: message.toUpperCase() } }] });
    expect(await get('/both', contractTokens.valid)).toEqual([200, undefined, 'both']);
    expect(await get('/both')).toEqual([401, 'Bearer realm="api"', refusal('Unauthorized')]);
    const scope = 'scope="view_organization update_sboms"';
    expect(await get('/both', contractTokens.expiring)).toEqual([
      403,
      `Bearer realm="api", error="insufficient_scope", ${scope}`,
      refusal('Forbidden'),
    ]);
    session.close();
    await app.close();
  });

  test('where it takes no middleware, it does not start', async () => {
    await expect(house.startWithoutMiddie()).rejects.toMatchObject({
      name: 'LynkConfigurationError',
      message: expect.stringContaining('skipMiddie'),
    });
  });
});
