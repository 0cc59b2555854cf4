import { type CanActivate, UseGuards } from '@nestjs/common';
import { type ModulesContainer, Reflector } from '@nestjs/core';
import { listGateways } from '../module/list-handlers.ts';
import { getHandshake } from './handshake.ts';

/** Delegates to the guard of the application that the client is connected to. */
const guard: CanActivate = {
  canActivate: (context) => getHandshake(context.switchToWs().getClient()).guard.canActivate(context),
};

/** Applies the guard to all gateways, because Nest 11 runs global guards for HTTP requests only. */
export function guardGateways(modules: ModulesContainer): void {
  const reflector = new Reflector();
  for (const gateway of listGateways(modules)) {
    // In tests, several applications may share a gateway class.
    const guards = reflector.get<readonly unknown[] | undefined>('__guards__', gateway) ?? [];
    if (!guards.includes(guard)) UseGuards(guard)(gateway);
  }
}
