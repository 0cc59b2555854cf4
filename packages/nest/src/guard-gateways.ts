import { type CanActivate, UseGuards } from '@nestjs/common';
import { type ModulesContainer, Reflector } from '@nestjs/core';
import { gatewaysOf } from './handlers.ts';
import { handshakeOf } from './handshake.ts';

/** Hands on to the guard of the application that the client is connected to. */
const guard: CanActivate = {
  canActivate: (context) => handshakeOf(context.switchToWs().getClient()).guard.canActivate(context),
};

/** Puts the guard before all gateways: Nest 11 asks global guards for requests only. */
export function guardGateways(modules: ModulesContainer): void {
  const reflector = new Reflector();
  for (const gateway of gatewaysOf(modules)) {
    // A class is in several applications where tests start them.
    const guards = reflector.get<readonly unknown[] | undefined>('__guards__', gateway) ?? [];
    if (!guards.includes(guard)) UseGuards(guard)(gateway);
  }
}
