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
import type { Platform } from '../create-project.ts';
import { listen } from './listen.ts';

/** The events in the gateways, in order. */
export const events: string[] = [];

@Catch(WsException)
class RecordingFilter extends BaseWsExceptionFilter {
  override catch(exception: WsException, host: ArgumentsHost) {
    events.push(`${exception.name} ${Object(exception).code} ${Object(exception).status}`);
    super.catch(exception, host);
  }
}

@UseFilters(RecordingFilter)
@WebSocketGateway({ path: '/events' })
class EventsGateway implements OnGatewayConnection {
  handleConnection(client: { send(text: string): void }, request: IncomingMessage) {
    events.push(`connected ${request.url}`);
    client.send('"welcome"');
  }

  @SubscribeMessage('token-id')
  tokenId(@CurrentPrincipal() { tokenId }: Principal) {
    return { event: 'token-id', data: tokenId };
  }

  @RequirePermission('update_sboms')
  @SubscribeMessage('upload')
  upload() {
    events.push('uploaded');
    return { event: 'upload', data: 'done' };
  }
}

@RequirePermission.any('view_organization', 'manage_organization')
@WebSocketGateway({ path: '/events/any' })
class AnyGateway implements OnGatewayConnection {
  handleConnection(client: { send(text: string): void }) {
    client.send('"welcome"');
  }

  @RequirePermission.any('update_sboms', 'delete_sboms')
  @SubscribeMessage('upload')
  upload() {
    events.push('uploaded');
    return { event: 'upload', data: 'done' };
  }
}

@WebSocketGateway({
  path: '/restricted',
  verifyClient: ({ req }: { req: IncomingMessage }) => req.url?.includes('allowed'),
})
class RestrictedGateway {
  @SubscribeMessage('token-id')
  tokenId(@CurrentPrincipal() { tokenId }: Principal) {
    return { event: 'token-id', data: tokenId };
  }
}

@WebSocketGateway({ path: '/open' })
class OpenGateway {
  @Public()
  @SubscribeMessage('status')
  status(@CurrentPrincipal({ optional: true }) principal: Principal | null) {
    return { event: 'status', data: principal };
  }

  @SubscribeMessage('token-id')
  tokenId(@CurrentPrincipal() { tokenId }: Principal) {
    return { event: 'token-id', data: tokenId };
  }
}

/** Creates a verifier whose tokens can be revoked. */
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
export const start = (platform: Platform, options: Partial<LynkAuthOptions> = {}, authenticated = true) =>
  listen(
    platform,
    {
      imports: [LynkAuthModule.forRoot({ verifier: contractVerifier, ...options })],
      providers: [EventsGateway, AnyGateway, RestrictedGateway, ...(options.optional ? [OpenGateway] : [])],
    },
    (app) => {
      const adapter = new WsAdapter(app);
      app.useWebSocketAdapter(authenticated ? authenticateHandshakes(app, adapter) : adapter);
    },
  );

/** An adapter of the kind of `IoAdapter` of @nestjs/platform-socket.io, whose clients have no `terminate`. */
class SocketIoAdapter extends WsAdapter {
  createIOServer() {}
}

/** Starts an application with an adapter of socket.io. */
export const startWithSocketIo = (platform: Platform) =>
  listen(
    platform,
    { imports: [LynkAuthModule.forRoot({ verifier: contractVerifier })], providers: [EventsGateway] },
    (app) => {
      app.useWebSocketAdapter(authenticateHandshakes(app, new SocketIoAdapter(app)));
    },
  );
