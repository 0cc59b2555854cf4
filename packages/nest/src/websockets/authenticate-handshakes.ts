import { isPromise } from '@lynk-auth/core/internal';
import {
  type Authentication,
  createErrorResponse,
  type HttpResponse,
  type RequestAuthenticator,
  setAuthContext,
} from '@lynk-auth/core/server';
import {
  type CanActivate,
  type INestApplicationContext,
  Logger,
  type WebSocketAdapter,
} from '@nestjs/common';
import { setHandshake } from '../handshake.ts';
import type { NodeRequest } from '../node-exchange.ts';
import { AUTHENTICATOR, GUARD, HANDSHAKE } from '../tokens.ts';
import { LynkWsException } from './lynk-ws-exception.ts';

/** How `ws` lets a server authenticate a handshake. */
type VerifyClient = (
  info: { readonly req: NodeRequest },
  done: (ok: boolean, status?: number, message?: string, headers?: Readonly<Record<string, string>>) => void,
) => unknown;

interface GatewayOptions {
  readonly verifyClient?: VerifyClient;
}

interface Client {
  on(event: 'exception', tell: (data: object) => void): unknown;
  send(message: string): void;
  terminate(): void;
}

type Admission = Extract<Authentication, { ok: true }>;

/**
 * Has the handshakes of gateways authenticated, as requests are: a client without a good token is refused
 * before any gateway hears of it.
 *
 * @param app The application, with `LynkAuthModule`.
 * @param adapter The `WsAdapter` of `@nestjs/platform-ws`. It is changed; a `verifyClient` of a gateway is asked afterwards.
 * @returns The same adapter, for `app.useWebSocketAdapter`.
 * @example
 * ```ts
 * import { authenticateHandshakes } from '@lynk-auth/nest/websockets';
 * import type { INestApplication } from '@nestjs/common';
 * import { WsAdapter } from '@nestjs/platform-ws';
 *
 * declare const app: INestApplication;
 *
 * app.useWebSocketAdapter(authenticateHandshakes(app, new WsAdapter(app)));
 * ```
 */
export function authenticateHandshakes<Adapter extends WebSocketAdapter>(
  app: INestApplicationContext,
  adapter: Adapter,
): Adapter {
  const { authenticate, realm } = app.get<RequestAuthenticator<NodeRequest>>(AUTHENTICATOR, {
    strict: false,
  });
  const guard = app.get<CanActivate>(GUARD, { strict: false });
  const logger = new Logger('LynkAuthModule');
  const create = adapter.create.bind(adapter);
  const bindClientConnect = adapter.bindClientConnect.bind(adapter);

  /** What was found of those that were let in. */
  const admitted = new WeakMap<NodeRequest, Admission>();

  const judgeBefore =
    (own: VerifyClient | undefined): VerifyClient =>
    async (info, done) => {
      const refuse = ({ status, body, headers }: HttpResponse) => done(false, status, body, headers);
      try {
        const result = await authenticate(info.req);
        if (!result.ok) return refuse(result.response);
        admitted.set(info.req, result);
        if (own === undefined) done(true);
        else if (own.length > 1) own(info, done);
        else done(Boolean(own(info, done)));
      } catch (error) {
        logger.error(error);
        refuse(createErrorResponse('internal_server_error'));
      }
    };

  /** What refusals tell clients. */
  const told = new WeakSet<object>();

  const welcome = (client: Client, request: NodeRequest, { principal }: Admission) => {
    const settle = (result: Authentication): HttpResponse | null => {
      if (!result.ok) return result.response;
      setAuthContext(client, { principal: result.principal, realm });
      return null;
    };
    const reauthenticate = () => {
      const result = authenticate(request);
      return isPromise(result) ? result.then(settle) : settle(result);
    };
    setAuthContext(client, { principal, realm });
    const exception = (refusal: HttpResponse) => {
      const refused = new LynkWsException(refusal);
      told.add(Object(refused.getError()));
      return refused;
    };
    setHandshake(client, { reauthenticate, guard, exception });
    // What Nest 11 means for the client it tells the server's own end only.
    client.on('exception', (data: object) => {
      if (told.has(data)) client.send(JSON.stringify({ event: 'exception', data }));
    });
  };

  return Object.assign(adapter, {
    [HANDSHAKE]: true,
    create: (port: number, options?: GatewayOptions) =>
      create(port, { ...options, verifyClient: judgeBefore(options?.verifyClient) }),
    bindClientConnect: (server: unknown, connected: (...client: unknown[]) => unknown) =>
      bindClientConnect(server, (client: Client, request: NodeRequest, ...rest: unknown[]) => {
        const admission = admitted.get(request);
        // A server that another made, which asked nobody.
        if (admission === undefined) return client.terminate();
        welcome(client, request, admission);
        return connected(client, request, ...rest);
      }),
  });
}
