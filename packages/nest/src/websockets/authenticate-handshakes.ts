// WebSocket gateways: handshakes are authenticated before a client is accepted.
import { assertOption, hasMethod, isPromise } from '@lynk-auth/core/internal';
import {
  type Authentication,
  createErrorResponse,
  type HttpResponse,
  setAuthContext,
} from '@lynk-auth/core/server';
import { type INestApplicationContext, Logger, type WebSocketAdapter } from '@nestjs/common';
import type { AuthInstaller } from '../module/auth-installer.ts';
import type { NodeRequest } from '../node-exchange.ts';
import { HANDSHAKE, INSTALLER } from '../tokens.ts';
import { setHandshake } from './handshake.ts';
import { LynkWsException } from './lynk-ws-exception.ts';

/** The function with which a `ws` server accepts or rejects a handshake. */
type VerifyClient = (
  info: { readonly req: NodeRequest },
  done: (ok: boolean, status?: number, message?: string, headers?: Readonly<Record<string, string>>) => void,
) => unknown;

interface GatewayOptions {
  readonly verifyClient?: VerifyClient;
}

interface Client {
  on(event: 'exception', listener: (data: object) => void): unknown;
  send(message: string): void;
  terminate(): void;
}

type Authenticated = Extract<Authentication, { ok: true }>;

/**
 * Authenticates the handshakes of WebSocket gateways like requests. A client without a valid token is rejected before
 * it connects to a gateway.
 *
 * @param app The application, which imports `LynkAuthModule`.
 * @param adapter The `WsAdapter` of `@nestjs/platform-ws`. It is modified. A gateway's own `verifyClient` runs after the
 *   authentication.
 * @returns The same adapter, for `app.useWebSocketAdapter`.
 * @throws {LynkConfigurationError} if the adapter is one of socket.io, or if the module's options are request-scoped.
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
  // Its clients neither pass `verifyClient` nor can be terminated: the first one would end the process.
  assertOption(
    'authenticateHandshakes',
    hasMethod(adapter, 'bindClientConnect') && !hasMethod(adapter, 'createIOServer'),
    'the adapter must be the WsAdapter of @nestjs/platform-ws, because handshakes of socket.io cannot be authenticated',
  );
  const installer = app.get<AuthInstaller>(INSTALLER, { strict: false });
  const { authenticate, realm } = installer.getAuthenticator();
  const guard = installer.getGuard();
  const logger = new Logger('LynkAuthModule');
  const create = adapter.create.bind(adapter);
  const bindClientConnect = adapter.bindClientConnect.bind(adapter);

  /** The results of accepted handshakes, by request. */
  const authenticated = new WeakMap<NodeRequest, Authenticated>();

  const createVerifyClient =
    (own: VerifyClient | undefined): VerifyClient =>
    async (info, done) => {
      const reject = ({ status, body, headers }: HttpResponse) => done(false, status, body, headers);
      try {
        const result = await authenticate(info.req);
        if (!result.ok) return reject(result.response);
        authenticated.set(info.req, result);
        if (own === undefined) done(true);
        else if (own.length > 1) own(info, done);
        else done(Boolean(own(info, done)));
      } catch (error) {
        logger.error(error);
        reject(createErrorResponse('internal_server_error'));
      }
    };

  /** The payloads of refusals, which are sent to clients. */
  const refusalPayloads = new WeakSet<object>();

  const prepareClient = (client: Client, request: NodeRequest, { principal }: Authenticated) => {
    const update = (result: Authentication): HttpResponse | null => {
      if (!result.ok) return result.response;
      setAuthContext(client, { principal: result.principal, realm });
      return null;
    };
    const reauthenticate = () => {
      const result = authenticate(request);
      return isPromise(result) ? result.then(update) : update(result);
    };
    setAuthContext(client, { principal, realm });
    const createException = (refusal: HttpResponse) => {
      const exception = new LynkWsException(refusal);
      refusalPayloads.add(Object(exception.getError()));
      return exception;
    };
    setHandshake(client, { reauthenticate, guard, createException });
    // Nest 11 emits the exception on the server's side of the socket only and does not send it to the client.
    client.on('exception', (data: object) => {
      if (refusalPayloads.has(data)) client.send(JSON.stringify({ event: 'exception', data }));
    });
  };

  return Object.assign(adapter, {
    [HANDSHAKE]: true,
    create: (port: number, options?: GatewayOptions) =>
      create(port, { ...options, verifyClient: createVerifyClient(options?.verifyClient) }),
    bindClientConnect: (server: unknown, connected: (...client: unknown[]) => unknown) =>
      bindClientConnect(server, (client: Client, request: NodeRequest, ...rest: unknown[]) => {
        const result = authenticated.get(request);
        // The handshake came through another server, which did not authenticate it.
        if (result === undefined) return client.terminate();
        prepareClient(client, request, result);
        return connected(client, request, ...rest);
      }),
  });
}
