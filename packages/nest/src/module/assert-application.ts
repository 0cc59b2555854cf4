// The checks at start-up.
import { LynkConfigurationError } from '@lynk-auth/core/internal';
import type { ApplicationConfig, HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { isPublic, readRequirements } from '../decorators/read-requirements.ts';
import { isGuarded } from '../guard/is-guarded.ts';
import { HANDSHAKE } from '../tokens.ts';
import { hasMicroservice, listReachableModules } from './inspect-application.ts';
import { isHttpHandler, isMessageHandler, listClasses, listGateways, listHandlers } from './list-handlers.ts';

/**
 * Asserts that the module was imported with options. The class alone has no providers, so it authenticates nothing.
 *
 * @param token The injection token of a provider of the configured module.
 * @throws {LynkConfigurationError} if the application imports only the class.
 */
export function assertConfigured(modules: ModulesContainer, token: symbol): void {
  for (const module of modules.values()) if (module.providers.has(token)) return;
  throw new LynkConfigurationError(
    'LynkAuthModule: the class alone authenticates nothing; import LynkAuthModule.forRoot({ verifier }) in the root module.',
  );
}

/**
 * Asserts that the module was imported when the application was created. Nest runs no hook of a module that is loaded
 * lazily, and the middleware would run after the routes.
 *
 * @param token The injection token of a provider of the module.
 * @throws {LynkConfigurationError} if a lazily loaded module imports it.
 */
export function assertImportedAtStart(modules: ModulesContainer, token: symbol): void {
  const reachable = listReachableModules(modules);
  for (const module of modules.values()) {
    if (!module.providers.has(token) || reachable.has(module)) continue;
    throw new LynkConfigurationError(
      'LynkAuthModule: the module is loaded lazily, which authenticates nothing; import it in the root module of the application.',
    );
  }
}

/**
 * Asserts that no handler receives messages of a microservice without a guard. Messages carry no token, and Nest runs
 * global guards for a connected microservice only if it inherits the configuration of the application.
 *
 * @throws {LynkConfigurationError} with the name of the handler.
 */
export function assertMessageHandlersClosed(modules: ModulesContainer): void {
  for (const { owner, name, method } of listHandlers(modules)) {
    if (!isMessageHandler(method)) continue;
    if (readRequirements(method, owner).isPublic || isGuarded(method) || isGuarded(owner)) continue;
    throw new LynkConfigurationError(
      `LynkAuthModule: ${owner.name}.${name} receives messages, which carry no token; decorate it with @Public() if everyone who reaches the transport may send them.`,
    );
  }
}

/**
 * Asserts that no handler is public. Without optional mode, requests without a token never reach a handler. Handlers of
 * messages are exempt: their messages do not pass the middleware.
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
    if (isPublic(method) && (isHttpHandler(method) || !isMessageHandler(method)))
      fail(`${owner.name}.${name}`);
}

/**
 * Asserts that the WebSocket adapter authenticates handshakes if the application has gateways. Otherwise anyone could
 * connect and receive what a gateway sends on connection.
 *
 * @throws {LynkConfigurationError} with the name of a gateway.
 */
export function assertHandshakesAuthenticated(
  modules: ModulesContainer,
  config: ApplicationConfig,
  { httpAdapter }: HttpAdapterHost,
): void {
  // An application context opens no gateway.
  if (!httpAdapter && !hasMicroservice(modules)) return;
  if (HANDSHAKE in Object(config.getIoAdapter())) return;
  const [gateway] = listGateways(modules);
  if (gateway === undefined) return;
  throw new LynkConfigurationError(
    `LynkAuthModule: the handshakes of ${gateway.name} are not authenticated; call app.useWebSocketAdapter(authenticateHandshakes(app, new WsAdapter(app))).`,
  );
}
