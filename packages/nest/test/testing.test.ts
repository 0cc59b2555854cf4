import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { contractTokens, contractVerifier } from '@lynk-auth/conformance';
import { createPrincipal, type Principal } from '@lynk-auth/core';
import type { TokenVerifier } from '@lynk-auth/core/server';
import { Controller, Get, type INestApplication, Injectable, Module } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { afterEach, describe, expect, test } from 'vitest';
import {
  CurrentPrincipal,
  LYNK_AUTH_OPTIONS,
  LynkAuthGuard,
  LynkAuthModule,
  type LynkAuthOptions,
  type LynkAuthOptionsFactory,
  RequirePermission,
} from '../src/index.ts';

@Controller()
class SbomsController {
  @RequirePermission('update_sboms')
  @Get('sboms')
  sboms(@CurrentPrincipal() { tokenId }: Principal) {
    return tokenId;
  }
}

const rejectingVerifier: TokenVerifier = {
  verify: () => ({ ok: false, kind: 'invalid_token', reason: 'unknown' }),
};

const fake = createPrincipal({
  kind: 'service',
  tokenId: 'fake',
  organizationId: 'o1',
  permissions: ['update_sboms'],
  expiresAt: null,
});
const acceptingVerifier: TokenVerifier = { verify: () => ({ ok: true, principal: fake }) };

const authModule = LynkAuthModule.forRoot({ verifier: rejectingVerifier });

@Module({ imports: [authModule], controllers: [SbomsController] })
class AppModule {}

const apps: INestApplication[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

/** Sends a request to the application of a testing module. */
async function send(
  builder: TestingModuleBuilder,
  token: string = contractTokens.valid,
  adapter?: FastifyAdapter,
) {
  const module = await builder.compile();
  const options = { logger: false, forceCloseConnections: true } as const;
  const app = adapter
    ? module.createNestApplication(adapter, options)
    : module.createNestApplication(options);
  apps.push(app);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/sboms`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return [response.status, await response.text()];
}

const createBuilder = () => Test.createTestingModule({ imports: [AppModule] });

describe('a testing module', () => {
  test('authenticates requests like the application', async () => {
    expect((await send(createBuilder()))[0]).toBe(401);
    expect((await send(createBuilder(), contractTokens.valid, new FastifyAdapter()))[0]).toBe(401);
  });

  test('can replace the options', async () => {
    const builder = () =>
      createBuilder().overrideProvider(LYNK_AUTH_OPTIONS).useValue({ verifier: acceptingVerifier });
    expect(await send(builder())).toEqual([200, 'fake']);
    expect(await send(builder(), contractTokens.valid, new FastifyAdapter())).toEqual([200, 'fake']);
  });

  test('validates the replaced options', async () => {
    const builder = createBuilder()
      .overrideProvider(LYNK_AUTH_OPTIONS)
      .useValue({ verifer: acceptingVerifier });
    await expect(builder.compile()).rejects.toMatchObject({ code: 'configuration' });
  });

  test('can replace the guard, globally and on handlers', async () => {
    const verifierWithoutPermissions = {
      verify: () => ({ ok: true, principal: { ...fake, permissions: [] } }),
    };
    const builder = () =>
      createBuilder().overrideProvider(LYNK_AUTH_OPTIONS).useValue({ verifier: verifierWithoutPermissions });
    expect((await send(builder()))[0]).toBe(403);
    const open = builder()
      .overrideProvider(LynkAuthGuard)
      .useValue({ canActivate: () => true });
    expect(await send(open)).toEqual([200, 'fake']);
  });

  test('can replace the module', async () => {
    const other = LynkAuthModule.forRoot({ verifier: acceptingVerifier });
    expect(await send(createBuilder().overrideModule(authModule).useModule(other))).toEqual([200, 'fake']);
  });
});

@Injectable()
class Settings implements LynkAuthOptionsFactory {
  async createLynkAuthOptions(): Promise<LynkAuthOptions> {
    return { verifier: contractVerifier };
  }
}

@Module({
  providers: [Settings, { provide: 'VERIFIER', useValue: contractVerifier }],
  exports: [Settings, 'VERIFIER'],
})
class SettingsModule {}

describe('forRootAsync', () => {
  const withAuth = (options: Parameters<typeof LynkAuthModule.forRootAsync>[0]) =>
    Test.createTestingModule({
      imports: [LynkAuthModule.forRootAsync(options)],
      controllers: [SbomsController],
    });

  test.each([
    ['useFactory', { useFactory: () => ({ verifier: contractVerifier }) }],
    ['useFactory, awaited', { useFactory: async () => ({ verifier: contractVerifier }) }],
    [
      'useFactory and inject',
      {
        imports: [SettingsModule],
        inject: ['VERIFIER'],
        useFactory: (verifier: TokenVerifier) => ({ verifier }),
      },
    ],
    ['useClass', { useClass: Settings }],
    ['useExisting', { imports: [SettingsModule], useExisting: Settings }],
  ])('accepts %s', async (_, options) => {
    expect(await send(withAuth(options))).toEqual([200, 't1']);
    expect((await send(withAuth(options), contractTokens.expiring))[0]).toBe(403);
    expect((await send(withAuth(options), contractTokens.unknown))[0]).toBe(401);
  });

  test.each([
    [{}, 'pass exactly one of useFactory, useClass and useExisting'],
    [
      { useClass: Settings, useExisting: Settings },
      'pass exactly one of useFactory, useClass and useExisting',
    ],
    [{ useFactory: 'no' }, 'useFactory must be a function'],
    [{ useFactroy: () => ({}) }, 'there is no option "useFactroy"'],
    [{ useFactory: () => ({}), globalGuard: 'no' }, 'globalGuard must be true or false'],
    [undefined, 'options must be an object'],
  ])('rejects the options %j immediately', (options, message) => {
    expect(() => LynkAuthModule.forRootAsync(options as never)).toThrow(message);
  });

  test.each([
    [{ useFactory: () => undefined }, 'options must be an object'],
    [{ useFactory: async () => ({}) }, 'verifier must be'],
    [{ useFactory: () => ({ verifier: Promise.resolve(contractVerifier) }) }, 'did you forget to await it'],
    [{ useFactory: () => ({ verifier: contractVerifier, optinal: true }) }, 'no option "optinal"'],
    [{ useClass: class Nothing {} }, 'must have a method createLynkAuthOptions'],
  ])('the application does not start with invalid provided options %#', async (options, message) => {
    await expect(withAuth(options as never).compile()).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining(message),
    });
  });
});
