import 'reflect-metadata';
import { contractVerifier } from '@lynk-auth/conformance';
import { LynkAuthModule, RequirePermission } from '@lynk-auth/nest';
import { Controller, type DynamicModule, Get, HttpCode, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern } from '@nestjs/microservices';
import {
  ApiBearerAuth,
  ApiForbiddenResponse,
  ApiOkResponse,
  ApiProperty,
  DocumentBuilder,
  type OpenAPIObject,
  SwaggerModule,
} from '@nestjs/swagger';
import type { Platform } from '../create-project.ts';
import { createAdapter } from './create-adapter.ts';

class Sbom {
  @ApiProperty({ type: String })
  id!: string;
}

abstract class Base {
  @RequirePermission('view_sboms')
  @Get('inherited')
  inherited() {}
}

@Controller('sboms')
export class SbomsController extends Base {
  @Get('free')
  free() {}

  @RequirePermission('update_sboms')
  @Post('upload')
  upload() {}

  @RequirePermission('update_sboms', 'view_sboms')
  @HttpCode(204)
  @Get('no-content')
  noContent() {}

  @RequirePermission.any('update_sboms', 'delete_sboms')
  @Get('drafts')
  drafts() {}

  @HttpCode(202)
  @Get('accepted')
  @RequirePermission('view_sboms')
  accepted() {}

  @ApiOkResponse({ type: Sbom })
  @RequirePermission('view_sboms')
  @Get('typed')
  typed() {}

  @RequirePermission('view_sboms')
  @ApiForbiddenResponse({ description: 'Own words.' })
  @ApiBearerAuth('own')
  @Get('own')
  own() {}

  @RequirePermission('view_sboms')
  @Get('plugin')
  plugin() {}

  @RequirePermission('view_sboms')
  @MessagePattern('message')
  message() {}
}

@RequirePermission('view_organization')
@Controller('organization')
class OrganizationController {
  @Get('plain')
  plain() {}

  @RequirePermission('view_users')
  @Get('users')
  users() {}

  @RequirePermission.any('view_users', 'manage_users')
  @Get('members')
  members() {}
}

@ApiBearerAuth('own')
@Controller('scheme')
class SchemeController {
  @RequirePermission('view_sboms')
  @Get()
  scheme() {}
}

/** Creates the document of an application that has not started yet, as users do. */
export async function createDocument(platform: Platform): Promise<OpenAPIObject> {
  class AppModule {}
  const root: DynamicModule = {
    module: AppModule,
    imports: [LynkAuthModule.forRoot({ verifier: contractVerifier })],
    controllers: [SbomsController, OrganizationController, SchemeController],
  };
  const app = await NestFactory.create(root, createAdapter(platform), { logger: false, abortOnError: false });
  // What the plugin of @nestjs/swagger reads from the types, in the form that swc needs.
  const controllers = [
    [Promise.resolve({ SbomsController }), { SbomsController: { plugin: { type: [Sbom] } } }],
  ];
  await SwaggerModule.loadPluginMetadata(async () => ({ '@nestjs/swagger': { models: [], controllers } }));
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().addBearerAuth().build());
  await app.close();
  return document;
}
