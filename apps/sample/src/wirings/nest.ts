import 'reflect-metadata';
import { createMemoryStore } from '@lynk-auth/authority';
import type { Principal } from '@lynk-auth/core';
import { CurrentPrincipal, LynkAuthModule, RequirePermission } from '@lynk-auth/nest';
import { Body, Controller, Get, HttpException, Module, Patch, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import {
  type ApiResponse,
  getOrganization,
  listSboms,
  renameOrganization,
  uploadSbom,
} from '../api/index.ts';
import { openAuthority } from '../tokens/open-authority.ts';
import { welcome } from '../tokens/welcome.ts';

const { verifier, first } = await openAuthority(createMemoryStore());

/** Nest sets the status to 200, and to 201 for a POST. */
function send({ status, body }: ApiResponse): object {
  if (status >= 400) throw new HttpException(body, status);
  return body;
}

@Controller()
class ApiController {
  @RequirePermission('view_organization')
  @Get('organization')
  organization(@CurrentPrincipal() principal: Principal) {
    return send(getOrganization(principal));
  }

  @RequirePermission('update_organization')
  @Patch('organization')
  rename(@CurrentPrincipal() principal: Principal, @Body() change: unknown) {
    return send(renameOrganization(principal, change));
  }

  @RequirePermission('view_sboms')
  @Get('sboms')
  list(@CurrentPrincipal() principal: Principal) {
    return send(listSboms(principal));
  }

  @RequirePermission('update_sboms')
  @Post('sboms')
  upload(@CurrentPrincipal() principal: Principal, @Body() document: unknown) {
    return send(uploadSbom(principal, document));
  }
}

@Module({ imports: [LynkAuthModule.forRoot({ verifier })], controllers: [ApiController] })
class AppModule {}

const app = await NestFactory.create<NestExpressApplication>(AppModule, { logger: ['error', 'warn'] });
app.useBodyParser('json', { limit: '16mb' });
await app.listen(Number(process.env['PORT'] ?? 4181), '127.0.0.1');
console.log(welcome(await app.getUrl(), first));
