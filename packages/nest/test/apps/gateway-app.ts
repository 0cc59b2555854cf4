import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import { contractVerifier } from '@lynk-auth/conformance';
import type { Principal } from '@lynk-auth/core';
import type { TokenVerifier } from '@lynk-auth/core/server';
import {
  CurrentPrincipal,
  LynkAuthModule,
  type LynkAuthOptions,
  Public,
  RequirePermission,
} from '@lynk-auth/nest';
import { authenticateHandshakes } from '@lynk-auth/nest/websockets';
import { type ArgumentsHost, Catch, UseFilters } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import {
  BaseWsExceptionFilter,
  type OnGatewayConnection,
  SubscribeMessage,
  WebSocketGateway,
  WsException,
} from '@nestjs/websockets';
import type { Platform } from '../stage.ts';
import { listen } from './listen.ts';

/** What happened in the gateways. */
export const happened: string[] = [];

@Catch(WsException)
class NotingFilter extends BaseWsExceptionFilter {
  override catch(exception: WsException, host: ArgumentsHost) {
    happened.push(`${exception.name} ${Object(exception).code} ${Object(exception).status}`);
    super.catch(exception, host);
  }
}

@UseFilters(NotingFilter)
@WebSocketGateway({ path: '/events' })
class EventsGateway implements OnGatewayConnection {
  handleConnection(client: { send(text: string): void }, request: IncomingMessage) {
    happened.push(`connected ${request.url}`);
    client.send('"welcome"');
  }

  @SubscribeMessage('who')
  who(@CurrentPrincipal() { tokenId }: Principal) {
    return { event: 'who', data: tokenId };
  }

  @RequirePermission('update_sboms')
  @SubscribeMessage('upload')
  upload() {
    happened.push('uploaded');
    return { event: 'upload', data: 'done' };
  }
}

@WebSocketGateway({
  path: '/picky',
  verifyClient: ({ req }: { req: IncomingMessage }) => req.url?.includes('friend'),
})
class PickyGateway {
  @SubscribeMessage('who')
  who(@CurrentPrincipal() { tokenId }: Principal) {
    return { event: 'who', data: tokenId };
  }
}

@WebSocketGateway({ path: '/open' })
class OpenGateway {
  @Public()
  @SubscribeMessage('status')
  status(@CurrentPrincipal({ optional: true }) principal: Principal | null) {
    return { event: 'status', data: principal };
  }

  @SubscribeMessage('who')
  who(@CurrentPrincipal() { tokenId }: Principal) {
    return { event: 'who', data: tokenId };
  }
}

/** A verifier that stops to know what it knew. */
export function createVerifier(): TokenVerifier & { revoked: boolean } {
  return {
    revoked: false,
    verify(token, context) {
      if (this.revoked) return { ok: false, kind: 'invalid_token', reason: 'revoked' };
      return contractVerifier.verify(token, context);
    },
  };
}

/** Starts an application with gateways. */
export const start = (platform: Platform, options: Partial<LynkAuthOptions> = {}, result = true) =>
  listen(
    platform,
    {
      imports: [LynkAuthModule.forRoot({ verifier: contractVerifier, ...options })],
      providers: [EventsGateway, PickyGateway, ...(options.optional ? [OpenGateway] : [])],
    },
    (app) => {
      const adapter = new WsAdapter(app);
      app.useWebSocketAdapter(result ? authenticateHandshakes(app, adapter) : adapter);
    },
  );
