import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import {
  CurrentPrincipal,
  getPrincipal,
  LynkAuthException,
  LynkAuthModule,
  type LynkAuthOptions,
  Public,
  RequirePermission,
} from '@lynk-auth/nest';
import { Controller, type ExecutionContext, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

const token = '%TOKEN%';

export const verifier: LynkAuthOptions['verifier'] = {
  verify: (text) =>
    text === token
      ? {
          ok: true,
          principal: {
            kind: 'service',
            tokenId: 'ci',
            organizationId: 'acme',
            permissions: ['view_sboms'],
            expiresAt: null,
          },
        }
      : { ok: false, kind: 'invalid_token', reason: 'unknown' },
};
export const auth = LynkAuthModule.forRoot({ verifier, optional: true });
export const uploads = RequirePermission('update_sboms');
export const principalOf = (context: ExecutionContext) => getPrincipal(context);
export const exception = LynkAuthException;

@Controller()
export class AppController {
  @Get('me')
  me(@CurrentPrincipal() principal: ReturnType<typeof principalOf>) {
    return principal;
  }

  @Public()
  @Get('open')
  open() {
    return {};
  }

  @uploads
  @Post('sboms')
  upload() {
    return {};
  }
}

@Module({ imports: [auth], controllers: [AppController] })
export class AppModule {}

export async function main() {
  const app = await NestFactory.create(AppModule, { logger: false, forceCloseConnections: true });
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const headers = { authorization: `Bearer ${token}` };
  const statuses = [
    (await fetch(`${url}/me`, { headers })).status,
    (await fetch(`${url}/me`)).status,
    (await fetch(`${url}/open`)).status,
    (await fetch(`${url}/sboms`, { method: 'POST', headers })).status,
  ];
  await app.close();
  if (statuses.join() !== '200,401,200,403') throw new Error(`The statuses are ${statuses}.`);
}

main().then(() => console.log('fine'));
