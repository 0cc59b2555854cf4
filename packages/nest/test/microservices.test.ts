import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type * as MicroserviceApp from './apps/microservice-app.ts';
import { createProject, hosts, type Project } from './create-project.ts';

const kinds = [
  'hybrid',
  'hybrid that inherits',
  'hybrid, started first',
  'testing',
  'microservice',
] as const satisfies readonly MicroserviceApp.Kind[];

describe.each(hosts)('messages on Nest %i with the %s adapter', (version, platform) => {
  let project: Project;
  let microservices: typeof MicroserviceApp;
  beforeAll(async () => {
    project = await createProject(version);
    microservices = await project.load('microservice-app');
  });
  beforeEach(() => {
    microservices.reached.length = 0;
  });
  afterAll(() => project.dispose());

  describe.each(kinds)('%s', (kind) => {
    test.each([true, false])(
      'does not start with an open handler and globalGuard: %s',
      async (globalGuard) => {
        for (const [name, controller] of Object.entries(microservices.openControllers)) {
          const starting = microservices
            .start(platform, kind, globalGuard, [controller])
            .then(async (app) => {
              await app.close();
              return 'started';
            })
            .catch((error: unknown) => error);
          expect(await starting, name).toMatchObject({
            name: 'LynkConfigurationError',
            message: expect.stringMatching(new RegExp(`${name}\\.(open|messages) .*@Public\\(\\)`)),
          });
        }
      },
    );

    test.each([true, false])(
      'rejects messages of guarded handlers and accepts those of public ones, with globalGuard: %s',
      async (globalGuard) => {
        const app = await microservices.start(platform, kind, globalGuard);
        try {
          for (const pattern of ['permission', 'any', 'guarded', 'class']) {
            expect(await app.send(pattern), pattern).toEqual({ error: 'Internal server error' });
          }
          expect(await app.send('public')).toBe('public');
          if (kind !== 'microservice') expect(await app.get('/route')).toBe(401);
          expect(microservices.reached).toEqual([]);
        } finally {
          await app.close();
        }
      },
    );
  });

  test.each([true, false])(
    'a microservice with a gateway authenticates its handshakes or does not start, with globalGuard: %s',
    async (globalGuard) => {
      await expect(microservices.startWithGateway(globalGuard, false)).rejects.toMatchObject({
        name: 'LynkConfigurationError',
        message: expect.stringContaining('the handshakes of Gateway are not authenticated'),
      });
      await expect(microservices.startWithGateway(globalGuard, true)).resolves.toBeUndefined();
    },
  );

  test('an application context with a gateway starts', async () => {
    await expect(microservices.startContextWithGateway()).resolves.toBeUndefined();
  });
});
