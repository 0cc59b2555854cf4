import { contractTokens, contractVerifier } from '@lynk-auth/conformance';
import type { Principal } from '@lynk-auth/core';
import {
  CurrentPrincipal,
  LYNK_AUTH_OPTIONS,
  LynkAuthGuard,
  LynkAuthModule,
  RequirePermission,
} from '@lynk-auth/nest';
import { Controller, Get, type INestApplication, Module } from '@nestjs/common';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';

// The spec runs under Jest, which provides these globals.
declare const test: (title: string, body: () => Promise<void>) => void;
declare const afterEach: (body: () => Promise<void>) => void;
declare const expect: (value: unknown) => { toEqual(expected: unknown): void };

@Controller()
class SbomsController {
  @RequirePermission('update_sboms')
  @Get('sboms')
  sboms(@CurrentPrincipal() { tokenId }: Principal) {
    return tokenId;
  }
}

@Module({ imports: [LynkAuthModule.forRoot({ verifier: contractVerifier })], controllers: [SbomsController] })
class AppModule {}

let app: INestApplication;
afterEach(() => app.close());

async function send(builder: TestingModuleBuilder, token: string) {
  const module = await builder.compile();
  app = module.createNestApplication({ logger: false, forceCloseConnections: true });
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${app.getHttpServer().address().port}/sboms`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return [response.status, await response.text()];
}

const builder = () => Test.createTestingModule({ imports: [AppModule] });

test('responds to a principal with the permission', async () => {
  expect(await send(builder(), contractTokens.valid)).toEqual([200, 't1']);
});

test('responds with 403 if the permission is missing', async () => {
  const text = '{"errors":[{"message":"Forbidden","extensions":{"code":"FORBIDDEN"}}]}';
  expect(await send(builder(), contractTokens.expiring)).toEqual([403, text]);
});

test('a test can replace the options', async () => {
  const verifier = { verify: () => contractVerifier.verify(contractTokens.valid) };
  const replaced = builder().overrideProvider(LYNK_AUTH_OPTIONS).useValue({ verifier });
  expect(await send(replaced, contractTokens.unknown)).toEqual([200, 't1']);
});

test('a test can replace the guard', async () => {
  const replaced = builder()
    .overrideProvider(LynkAuthGuard)
    .useValue({ canActivate: () => true });
  expect(await send(replaced, contractTokens.expiring)).toEqual([200, 't2']);
});
