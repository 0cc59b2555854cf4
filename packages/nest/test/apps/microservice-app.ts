import 'reflect-metadata';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { contractVerifier } from '@lynk-auth/conformance';
import { LynkAuthGuard, LynkAuthModule, Public, RequirePermission } from '@lynk-auth/nest';
import { authenticateHandshakes } from '@lynk-auth/nest/websockets';
import {
  type CanActivate,
  Controller,
  type DynamicModule,
  Get,
  type INestApplication,
  type Type,
  UseGuards,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ClientProxyFactory,
  EventPattern,
  GrpcMethod,
  GrpcStreamMethod,
  MessagePattern,
  Transport,
} from '@nestjs/microservices';
import { WsAdapter } from '@nestjs/platform-ws';
import { Test } from '@nestjs/testing';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { firstValueFrom, timeout } from 'rxjs';
import type { Platform } from '../create-project.ts';
import { createAdapter } from './create-adapter.ts';

/** The handlers that ran. */
export const reached: string[] = [];

class OwnGuard implements CanActivate {
  canActivate = () => true;
}

class OpenMessages {
  @MessagePattern('open')
  open() {
    reached.push('open');
    return 'open';
  }
}

class OpenEvents {
  @EventPattern('open-event')
  open(_data: unknown) {
    reached.push('open-event');
  }
}

class OpenGrpc {
  @GrpcMethod('Service', 'open')
  open() {
    reached.push('open-grpc');
  }
}

class OpenGrpcStream {
  @GrpcStreamMethod('Service', 'open')
  open() {
    reached.push('open-grpc');
  }
}

class InheritedMessages extends OpenMessages {}

class OverriddenMessages extends OpenMessages {
  @RequirePermission('update_sboms')
  @MessagePattern('other')
  other() {
    reached.push('other');
  }
}

class MessagesOfRoute {
  @Public()
  @Get('messages')
  @MessagePattern('messages')
  messages() {
    reached.push('messages');
  }
}

@UseGuards(OwnGuard)
class MessagesWithOwnGuard extends OpenMessages {}

/** Controllers with handlers that would receive messages from everyone. */
export const openControllers: Readonly<Record<string, Type>> = {
  OpenMessages,
  OpenEvents,
  OpenGrpc,
  OpenGrpcStream,
  InheritedMessages,
  OverriddenMessages,
  MessagesWithOwnGuard,
  MessagesOfRoute,
};
for (const controller of Object.values(openControllers)) Controller()(controller as never);

@Controller()
class ClosedController {
  @RequirePermission('update_sboms')
  @MessagePattern('permission')
  permission() {
    reached.push('permission');
    return 'permission';
  }

  @RequirePermission.any('update_sboms', 'delete_sboms')
  @MessagePattern('any')
  any() {
    reached.push('any');
    return 'any';
  }

  @UseGuards(LynkAuthGuard)
  @MessagePattern('guarded')
  guarded() {
    reached.push('guarded');
    return 'guarded';
  }
}

@RequirePermission('update_sboms')
@Controller()
class ClosedClassController {
  @MessagePattern('class')
  handle() {
    reached.push('class');
    return 'class';
  }
}

@Controller()
class PublicController {
  @Public()
  @MessagePattern('public')
  open() {
    return 'public';
  }

  @Get('route')
  route() {
    reached.push('route');
    return 'route';
  }
}

@WebSocketGateway()
class Gateway {
  @SubscribeMessage('message')
  handle() {
    reached.push('gateway');
  }
}

/** How an application receives messages. */
export const kinds = [
  'hybrid',
  'hybrid that inherits',
  'hybrid, started first',
  'testing',
  'microservice',
] as const;
export type Kind = (typeof kinds)[number];

const closedControllers = [ClosedController, ClosedClassController, PublicController];
const quiet = { logger: false, abortOnError: false, forceCloseConnections: true } as const;

const createRoot = (metadata: Partial<DynamicModule>, globalGuard: boolean): DynamicModule => {
  class AppModule {}
  const auth = LynkAuthModule.forRoot({ verifier: contractVerifier, globalGuard });
  return { module: AppModule, imports: [auth], ...metadata };
};

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function startHybrid(
  create: () => Promise<INestApplication>,
  kind: Kind,
  options: object,
): Promise<INestApplication> {
  const app = await create();
  try {
    app.connectMicroservice(options, { inheritAppConfig: kind === 'hybrid that inherits' });
    if (kind === 'hybrid, started first') await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    if (kind !== 'hybrid, started first') await app.startAllMicroservices();
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Starts an application that receives messages over TCP. */
export async function start(
  platform: Platform,
  kind: Kind,
  globalGuard: boolean,
  controllers: Type[] = closedControllers,
) {
  const root = createRoot({ controllers }, globalGuard);
  const port = await findFreePort();
  const options = { transport: Transport.TCP, options: { host: '127.0.0.1', port } } as const;
  const startMicroservice = async () => {
    const app = await NestFactory.createMicroservice(root, { ...options, ...quiet });
    await app.listen();
    return app;
  };
  const create = async (): Promise<INestApplication> => {
    if (kind !== 'testing') return NestFactory.create(root, createAdapter(platform), quiet);
    const module = await Test.createTestingModule({ imports: [root] }).compile();
    return module.createNestApplication(createAdapter(platform), quiet);
  };
  const app = await (kind === 'microservice' ? startMicroservice() : startHybrid(create, kind, options));
  const client = ClientProxyFactory.create(options);
  return {
    /** Sends a message and returns the response, or what the server says about an error. */
    async send(pattern: string): Promise<unknown> {
      const response = firstValueFrom(client.send(pattern, {}).pipe(timeout(5000)));
      return response.catch((error) => ({ error: error?.message ?? error }));
    },
    async get(path: string): Promise<number> {
      const { port: httpPort } = (app as INestApplication).getHttpServer().address();
      return (await fetch(`http://127.0.0.1:${httpPort}${path}`)).status;
    },
    async close() {
      client.close();
      await app.close();
    },
  };
}

/** Starts a microservice with a gateway. */
export async function startWithGateway(globalGuard: boolean, authenticated: boolean): Promise<void> {
  WebSocketGateway(await findFreePort(), { host: '127.0.0.1' })(Gateway);
  const root = createRoot({ providers: [Gateway] }, globalGuard);
  const options = { transport: Transport.TCP, options: { host: '127.0.0.1', port: await findFreePort() } };
  const app = await NestFactory.createMicroservice(root, { ...options, ...quiet } as never);
  const adapter = new WsAdapter(app);
  app.useWebSocketAdapter(authenticated ? authenticateHandshakes(app, adapter) : adapter);
  try {
    await app.listen();
  } finally {
    await app.close();
  }
}

/** Creates an application context with a gateway, which nothing connects to. */
export async function startContextWithGateway(): Promise<void> {
  const root = createRoot({ providers: [Gateway] }, true);
  const context = await NestFactory.createApplicationContext(root, quiet);
  await context.close();
}
