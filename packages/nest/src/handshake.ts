import { LynkConfigurationError } from '@lynk-auth/core/internal';
import type { HttpResponse } from '@lynk-auth/core/server';
import type { CanActivate } from '@nestjs/common';
import { HANDSHAKE } from './tokens.ts';

/** How a client of a gateway came. */
export interface Handshake {
  /** Has its token verified again, and leaves on the client who asks: `null`, or the refusal. */
  reauthenticate(): HttpResponse | null | Promise<HttpResponse | null>;
  /** The guard of the application. */
  readonly guard: CanActivate;
  /** Makes of a refusal what gateways throw. */
  exception(refusal: HttpResponse): Error;
}

type Client = { [HANDSHAKE]?: Handshake };

/** Leaves on a client how it came. */
export function setHandshake(client: object, handshake: Handshake): void {
  Object.defineProperty(client, HANDSHAKE, { value: handshake });
}

/** @throws {LynkConfigurationError} where nobody authenticated the client's handshake. */
export function handshakeOf(client: object): Handshake {
  const handshake = (client as Client)[HANDSHAKE];
  if (handshake === undefined) {
    throw new LynkConfigurationError(
      'LynkAuthGuard: nobody authenticated the handshake of this client; give the application authenticateHandshakes(app, adapter).',
    );
  }
  return handshake;
}
