import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import { LynkAuthModule } from '@lynk-auth/nest';
import {
  type CanActivate,
  Controller,
  type DynamicModule,
  type ExecutionContext,
  Get,
  Module,
  UnauthorizedException,
} from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { createCheck, createCredentials } from './credentials.ts';
import { BODY, type Started, type Variants } from './variant.ts';

@Controller()
class AppController {
  @Get()
  get() {
    return BODY;
  }
}

@Module({ controllers: [AppController] })
class AppModule {}

async function start(authorization: string, parts: Omit<DynamicModule, 'module'> = {}): Promise<Started> {
  const app = await NestFactory.create({ module: AppModule, ...parts }, { logger: false });
  await app.listen(0, '127.0.0.1');
  return { port: Number(new URL(await app.getUrl()).port), authorization };
}

/** Nest 12, on Express. */
export const nestVariants: Variants = {
  async 'no authentication'() {
    const { authorization } = await createCredentials();
    return start(authorization);
  },
  async 'a hand-written check'() {
    const { token, authorization } = await createCredentials();
    const check = createCheck(token);
    const guard: CanActivate = {
      canActivate(context: ExecutionContext) {
        const request = context.switchToHttp().getRequest<IncomingMessage & { user?: string }>();
        const user = check(request.headers.authorization);
        if (user === undefined) throw new UnauthorizedException();
        request.user = user;
        return true;
      },
    };
    return start(authorization, { providers: [{ provide: APP_GUARD, useValue: guard }] });
  },
  async '@lynk-auth/nest'() {
    const { authorization, verifier } = await createCredentials();
    return start(authorization, { imports: [LynkAuthModule.forRoot({ verifier })] });
  },
};
