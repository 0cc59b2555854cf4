import type { AddressInfo } from 'node:net';
import type { DynamicModule, INestApplication, LoggerService, ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Platform } from '../create-project.ts';
import { createAdapter } from './create-adapter.ts';

/** A running application. */
export interface Listening {
  readonly app: INestApplication;
  readonly address: string;
}

/** Starts an application with these imports, controllers and providers. */
export async function listen(
  platform: Platform,
  metadata: ModuleMetadata,
  configure: (app: INestApplication) => void = () => {},
  logger: LoggerService | false = false,
): Promise<Listening> {
  class AppModule {}
  const root: DynamicModule = { module: AppModule, ...metadata } as DynamicModule;
  const options = { logger, abortOnError: false, forceCloseConnections: true } as const;
  const app = await NestFactory.create(root, createAdapter(platform), options);
  try {
    configure(app);
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { app, address: `http://127.0.0.1:${port}` };
}
