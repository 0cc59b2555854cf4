import { LynkConfigurationError } from '@lynk-auth/core/internal';
import type { HttpResponse } from '@lynk-auth/core/server';
import type { CanActivate } from '@nestjs/common';
import { HANDSHAKE } from '../tokens.ts';

/** The authenticated handshake of a gateway's client. */
export interface Handshake {
  /** Verifies the token again and updates the client's auth context. Returns `null`, or the error response. */
  reauthenticate(): HttpResponse | null | Promise<HttpResponse | null>;
  /** The guard of the application. */
  readonly guard: CanActivate;
  /** Converts an error response to the exception that gateways throw. */
  createException(refusal: HttpResponse): Error;
}

type Client = { [HANDSHAKE]?: Handshake };

/** Stores the handshake on a client. */
export function setHandshake(client: object, handshake: Handshake): void {
  Object.defineProperty(client, HANDSHAKE, { value: handshake });
}

/**
 * Returns the handshake of a client.
 *
 * @throws {LynkConfigurationError} if the client's handshake was not authenticated.
 */
export function getHandshake(client: object): Handshake {
  const handshake = (client as Client)[HANDSHAKE];
  if (handshake === undefined) {
    throw new LynkConfigurationError(
      'LynkAuthGuard: the handshake of this client was not authenticated; call app.useWebSocketAdapter(authenticateHandshakes(app, adapter)).',
    );
  }
  return handshake;
}
