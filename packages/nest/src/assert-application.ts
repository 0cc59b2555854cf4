import { LynkConfigurationError } from '@lynk-auth/core/internal';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { isPublic } from './demand-of.ts';
import { classesOf, gatewaysOf, handlersOf } from './handlers.ts';
import { HANDSHAKE } from './tokens.ts';

/**
 * Refuses what is public in an application where no request without a token gets that far.
 *
 * @throws {LynkConfigurationError} with the name of the handler or the class.
 */
export function assertNothingPublic(modules: ModulesContainer): void {
  const refuse = (name: string): never => {
    throw new LynkConfigurationError(
      `LynkAuthModule: ${name} is @Public(), which needs the option optional: true.`,
    );
  };
  for (const owner of classesOf(modules)) if (isPublic(owner)) refuse(owner.name);
  for (const { owner, name, method } of handlersOf(modules))
    if (isPublic(method)) refuse(`${owner.name}.${name}`);
}

/**
 * Refuses gateways whose handshakes nobody judges: what they send when a client connects, they would send to all.
 *
 * @throws {LynkConfigurationError} with the name of the gateway.
 */
export function assertHandshakesJudged(modules: ModulesContainer, config: ApplicationConfig): void {
  if (HANDSHAKE in Object(config.getIoAdapter())) return;
  const [gateway] = gatewaysOf(modules);
  if (gateway === undefined) return;
  throw new LynkConfigurationError(
    `LynkAuthModule: nobody judges the handshakes of ${gateway.name}; call app.useWebSocketAdapter(authenticateHandshakes(app, new WsAdapter(app))).`,
  );
}
