import { once } from 'node:events';
import { connect } from 'node:http2';
import { contractTokens } from '@lynk-auth/conformance';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type * as ApiApp from './apps/api-app.ts';
import type { Listening } from './apps/listen.ts';
import { createProject, hosts, type Project, versions } from './create-project.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe.each(hosts)('Nest %i with the %s adapter', (version, platform) => {
  let project: Project;
  let apiApp: typeof ApiApp;
  const running: Listening[] = [];
  beforeAll(async () => {
    project = await createProject(version);
    apiApp = await project.load('api-app');
  });
  beforeEach(() => {
    apiApp.caught.length = 0;
  });
  afterAll(async () => {
    for (const { app } of running) await app.close();
    await project.dispose();
  });

  const start = async (
    ...settings: Parameters<typeof apiApp.start> extends [unknown, ...infer Rest] ? Rest : never
  ) => {
    const listening = await apiApp.start(platform, ...settings);
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
    ])('%s requires the permissions of the class and of the handler', async (path, token, status, scope) => {
      const response = await get(path, token);
      expect(response.status).toBe(status);
      expect(response.headers.get('www-authenticate')).toBe(
        scope && `Bearer realm="api", error="insufficient_scope", scope="${scope}"`,
      );
    });

    test('an interceptor reads the principal', async () => {
      expect((await get('/filtered/tenant', contractTokens.other)).text).toBe('o2');
    });

    test('a filter of a handler receives a typed exception, and its response keeps the challenge', async () => {
      const response = await get('/filtered', contractTokens.valid);
      expect(apiApp.caught).toEqual([
        { by: 'own response', name: 'LynkAuthException', code: 'forbidden', status: 403 },
      ]);
      expect([response.status, JSON.parse(response.text)]).toEqual([403, { ownStatus: 403 }]);
      expect(response.headers.get('www-authenticate')).toContain('scope="delete_sboms"');
      expect(response.headers.get('cache-control')).toBe('no-store');
    });
  });

  test.each(['used', 'provided'] as const)(
    'a global filter, %s, runs before the module’s filter, and the response is the same',
    async (how) => {
      const [plain, filtered] = [await start(), await start({}, how)];
      const [one, other] = [
        await plain('/both', contractTokens.expiring),
        await filtered('/both', contractTokens.expiring),
      ];
      expect(apiApp.caught).toEqual([
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
      ['/public/permission', undefined, 401],
      ['/public/permission', contractTokens.valid, 200],
      ['/public/not-optional', contractTokens.valid, 200],
      ['/public/not-optional', undefined, 500],
      ['/plain', undefined, 401],
      ['/plain', contractTokens.valid, 200],
      ['/plain/permission', undefined, 401],
    ])('responds to %s with token %s by %i', async (path, token, status) => {
      expect((await get(path, token)).status).toBe(status);
    });

    test('the principal of an anonymous request is null', async () => {
      expect(JSON.parse((await get('/public')).text)).toEqual({ principal: null });
    });

    test('the guard rejects an anonymous request with the response of the middleware', async () => {
      const response = await get('/plain');
      const strict = await (await start({ realm: 'sboms' }))('/plain');
      expect(response.text).toBe(strict.text);
      expect({ ...response.all, date: '' }).toEqual({ ...strict.all, date: '' });
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="sboms"');
    });
  });

  test('checks permissions without the global guard too', async () => {
    const get = await start({ optional: true, globalGuard: false });
    expect((await get('/plain')).status).toBe(200);
    expect((await get('/plain', contractTokens.unknown)).status).toBe(401);
    for (const path of ['/plain/guarded', '/plain/permission', '/both/one'])
      expect((await get(path)).status).toBe(401);
    expect((await get('/both', contractTokens.expiring)).status).toBe(403);
  });

  test.each(['method', 'class'] as const)(
    'the application does not start with @Public() on a %s without optional mode',
    async (target) => {
      await expect(apiApp.startPublic(platform, target)).rejects.toMatchObject({
        name: 'LynkConfigurationError',
        message: expect.stringMatching(
          /^LynkAuthModule: Public\w+ is @Public\(\)|^LynkAuthModule: PublicController\.status is/,
        ),
      });
    },
  );
});

describe.each(versions)('Nest %i with the Fastify adapter', (version) => {
  let project: Project;
  let apiApp: typeof ApiApp;
  beforeAll(async () => {
    project = await createProject(version);
    apiApp = await project.load('api-app');
  });
  afterAll(() => project.dispose());

  test('authenticates and authorizes over HTTP/2', async () => {
    const app = await apiApp.startHttp2();
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

  test('the application does not start if the adapter accepts no middleware', async () => {
    await expect(apiApp.startWithoutMiddie()).rejects.toMatchObject({
      name: 'LynkConfigurationError',
      message: expect.stringContaining('skipMiddie'),
    });
  });
});
