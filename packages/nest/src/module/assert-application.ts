import { LynkConfigurationError } from '@lynk-auth/core/internal';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { isPublic } from '../decorators/read-requirements.ts';
import { HANDSHAKE } from '../tokens.ts';
import { listClasses, listGateways, listHandlers } from './list-handlers.ts';

/**
 * Asserts that no handler is public. Without optional mode, requests without a token never reach a handler.
 *
 * @throws {LynkConfigurationError} with the name of the public handler or class.
 */
export function assertNothingPublic(modules: ModulesContainer): void {
  const fail = (name: string): never => {
    throw new LynkConfigurationError(
      `LynkAuthModule: ${name} is @Public(), which requires the option optional: true.`,
    );
  };
  for (const owner of listClasses(modules)) if (isPublic(owner)) fail(owner.name);
  for (const { owner, name, method } of listHandlers(modules))
    if (isPublic(method)) fail(`${owner.name}.${name}`);
}

/**
 * Asserts that the WebSocket adapter authenticates handshakes if the application has gateways. Otherwise anyone could
 * connect and receive what a gateway sends on connection.
 *
 * @throws {LynkConfigurationError} with the name of a gateway.
 */
export function assertHandshakesAuthenticated(modules: ModulesContainer, config: ApplicationConfig): void {
  if (HANDSHAKE in Object(config.getIoAdapter())) return;
  const [gateway] = listGateways(modules);
  if (gateway === undefined) return;
  throw new LynkConfigurationError(
    `LynkAuthModule: the handshakes of ${gateway.name} are not authenticated; call app.useWebSocketAdapter(authenticateHandshakes(app, new WsAdapter(app))).`,
  );
}
