import type { Type } from '@nestjs/common';
import { MetadataScanner, type ModulesContainer, Reflector } from '@nestjs/core';
import type { Target } from './demand-of.ts';

/** A method of a controller, a resolver, a gateway, or of any other provider. */
export interface Handler {
  readonly owner: Type;
  readonly name: string;
  readonly method: Target;
}

/** The classes of an application: controllers, and all that is provided by class or as an object of one. */
export function* classesOf(modules: ModulesContainer): Iterable<Type> {
  const seen = new Set<unknown>([Object]);
  for (const { controllers, providers } of modules.values()) {
    for (const { instance, metatype, inject } of [...controllers.values(), ...providers.values()]) {
      // The function of a factory is no class, and a value has none but its own.
      const isClass = typeof metatype === 'function' && inject == null;
      const owner: unknown = isClass ? metatype : Object(instance).constructor;
      if (typeof owner !== 'function' || typeof owner.prototype !== 'object' || seen.has(owner)) continue;
      seen.add(owner);
      yield owner as Type;
    }
  }
}

/** All methods of those classes, those that they inherit too. */
export function* handlersOf(modules: ModulesContainer): Iterable<Handler> {
  const scanner = new MetadataScanner();
  for (const owner of classesOf(modules)) {
    for (const name of scanner.getAllMethodNames(owner.prototype)) {
      yield { owner, name, method: owner.prototype[name] };
    }
  }
}

/** The gateways of an application: what @nestjs/websockets has put its mark on. */
export function gatewaysOf(modules: ModulesContainer): readonly Type[] {
  const reflector = new Reflector();
  return [...classesOf(modules)].filter((owner) => reflector.get('websockets:is_gateway', owner) === true);
}
