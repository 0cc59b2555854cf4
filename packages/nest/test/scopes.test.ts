import { contractTokens } from '@lynk-auth/conformance';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Listening } from './apps/listen.ts';
import type * as ScopeApp from './apps/scope-app.ts';
import { createProject, hosts, type Project } from './create-project.ts';

const configurationError = (message: string) => ({
  name: 'LynkConfigurationError',
  code: 'configuration',
  message: expect.stringContaining(message),
});
const REQUEST_SCOPED = configurationError('the options depend on a request-scoped provider');
const paths = ['/plain', '/permission', '/raw', '/missing'] as const;

describe.each(hosts)('scopes on Nest %i with the %s adapter', (version, platform) => {
  let project: Project;
  let scopes: typeof ScopeApp;
  const running: Listening[] = [];
  beforeAll(async () => {
    project = await createProject(version);
    scopes = await project.load('scope-app');
  });
  beforeEach(() => {
    scopes.reached.length = 0;
  });
  afterEach(async () => {
    for (const { app } of running.splice(0)) await app.close();
  });
  afterAll(() => project.dispose());

  /** Resolves with the error if the application does not start. Otherwise with what anonymous requests reached. */
  async function reach(starting: Promise<Listening>): Promise<unknown> {
    const listening = await starting.catch((error: unknown) => error);
    if (listening instanceof Error) return listening;
    running.push(listening as Listening);
    for (const path of paths) await fetch(`${(listening as Listening).address}${path}`);
    return [...scopes.reached];
  }

  async function statuses({ address }: Listening, token?: string): Promise<number[]> {
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
    return Promise.all(paths.map(async (path) => (await fetch(`${address}${path}`, { headers })).status));
  }

  async function expectAuthenticated(starting: Promise<Listening>): Promise<void> {
    const listening = await starting;
    running.push(listening);
    scopes.reached.length = 0;
    expect(await statuses(listening)).toEqual([401, 401, 401, 401]);
    expect(await statuses(listening, contractTokens.unknown)).toEqual([401, 401, 401, 401]);
    expect(scopes.reached).toEqual([]);
    expect(await statuses(listening, contractTokens.expiring)).toEqual([200, 403, 200, 404]);
    expect(await statuses(listening, contractTokens.valid)).toEqual([200, 200, 200, 404]);
  }

  describe.each([true, false])('with globalGuard: %s', (globalGuard) => {
    test('the application does not start if something behind its options is request-scoped', async () => {
      for (const name of Object.keys(scopes.requestScoped)) {
        expect(await reach(scopes.start(platform, name, globalGuard)), name).toMatchObject(REQUEST_SCOPED);
      }
    });

    test('the application authenticates requests if its options are transient or optional', async () => {
      for (const name of Object.keys(scopes.staticOptions)) {
        await expectAuthenticated(scopes.start(platform, name, globalGuard));
      }
    });
  });

  const [OF_REQUEST, TRANSIENT] = ['the injected REQUEST', 'a transient provider'];

  test('the module may be imported as another class', async () => {
    expect(await reach(scopes.startRenamed(platform, OF_REQUEST))).toMatchObject(REQUEST_SCOPED);
    await expectAuthenticated(scopes.startRenamed(platform, TRANSIENT));
  });

  test('an application that imports only the class does not start', async () => {
    for (const name of Object.keys(scopes.withoutOptions) as (keyof typeof scopes.withoutOptions)[]) {
      expect(await reach(scopes.startWithoutOptions(platform, name)), name).toMatchObject(
        configurationError('import LynkAuthModule.forRoot({ verifier })'),
      );
    }
  });

  test('a feature module may import the class beside the configured module', async () => {
    for (const name of Object.keys(scopes.withoutOptions) as (keyof typeof scopes.withoutOptions)[]) {
      const listening = await scopes.startWithoutOptions(platform, name, [scopes.createConfigured()]);
      running.push(listening);
      expect((await fetch(`${listening.address}/open`)).status, name).toBe(401);
    }
    expect(scopes.reached).toEqual([]);
  });

  test('the application does not start with durable options and context ids', async () => {
    for (const name of ['a durable useClass', 'a durable useExisting']) {
      expect(await reach(scopes.startDurable(platform, name)), name).toMatchObject(REQUEST_SCOPED);
    }
    await expectAuthenticated(scopes.startDurable(platform, TRANSIENT));
  });

  test('authenticateHandshakes rejects request-scoped options', async () => {
    expect(await reach(scopes.startWithHandshakes(platform, OF_REQUEST))).toMatchObject(REQUEST_SCOPED);
    await expectAuthenticated(scopes.startWithHandshakes(platform, TRANSIENT));
  });

  test('an application context does not start with request-scoped options', async () => {
    await expect(scopes.startContext(OF_REQUEST)).rejects.toMatchObject(REQUEST_SCOPED);
    await expect(scopes.startContext(TRANSIENT)).resolves.toBeUndefined();
  });

  test('the application of a testing module does not start if a test makes the options or the guard request-scoped', async () => {
    expect(await reach(scopes.startTesting(platform, 'options'))).toMatchObject(REQUEST_SCOPED);
    // Nest 12 checks this too.
    expect(await reach(scopes.startTesting(platform, 'guard'))).toMatchObject({
      message: expect.stringMatching(/LynkAuthGuard.* a request-scoped provider/),
    });
    await expectAuthenticated(scopes.startTesting(platform, 'none'));
  });

  test('the second application of a testing module does not start', async () => {
    await expect(scopes.startSecondOfTestingModule(platform)).rejects.toMatchObject(
      configurationError('compile a testing module for each application'),
    );
  });

  test.each(['auth', 'a module that imports auth'] as const)('cannot load %s lazily', async (what) => {
    for (const withAuth of [true, false]) {
      expect(await reach(scopes.loadLazily(platform, what, withAuth))).toMatchObject(
        configurationError('the module is loaded lazily'),
      );
    }
  });

  test('authenticates requests to the path of a lazily loaded controller', async () => {
    const listening = await scopes.loadLazily(platform, 'a controller', true);
    running.push(listening);
    for (const path of ['/lazy', '/lazy/permission']) {
      expect((await fetch(`${listening.address}${path}`)).status).toBe(401);
    }
    expect(scopes.reached).toEqual([]);
  });

  test('an application that listens before it is initialized lets no anonymous request through', async () => {
    for (const [name, status] of [
      [TRANSIENT, 401],
      [OF_REQUEST, 500],
    ] as const) {
      const listening = await scopes.startUninitialized(platform, name);
      running.push(listening);
      expect((await fetch(`${listening.address}/raw`)).status).toBe(status);
    }
    expect(scopes.reached).toEqual([]);
  });
});
