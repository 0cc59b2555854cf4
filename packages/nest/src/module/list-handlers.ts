import type { Type } from '@nestjs/common';
import { MetadataScanner, type ModulesContainer, Reflector } from '@nestjs/core';
import type { Target } from '../decorators/read-requirements.ts';

const reflector = new Reflector();

/** A method of a controller, a resolver, a gateway or any other provider. */
export interface Handler {
  readonly owner: Type;
  readonly name: string;
  readonly method: Target;
}

/** Lists the classes of an application: controllers, and providers that are classes or instances of classes. */
export function* listClasses(modules: ModulesContainer): Iterable<Type> {
  const listed = new Set<unknown>([Object]);
  for (const { controllers, providers } of modules.values()) {
    for (const { instance, metatype, inject } of [...controllers.values(), ...providers.values()]) {
      // A factory provider's function is not a class; the class of its result or of a value is the instance's.
      const isClass = typeof metatype === 'function' && inject == null;
      const owner: unknown = isClass ? metatype : Object(instance).constructor;
      if (typeof owner !== 'function' || typeof owner.prototype !== 'object' || listed.has(owner)) continue;
      listed.add(owner);
      yield owner as Type;
    }
  }
}

/** Lists all methods of an application's classes, including inherited ones. */
export function* listHandlers(modules: ModulesContainer): Iterable<Handler> {
  const scanner = new MetadataScanner();
  for (const owner of listClasses(modules)) {
    for (const name of scanner.getAllMethodNames(owner.prototype)) {
      yield { owner, name, method: owner.prototype[name] };
    }
  }
}

/** Lists the WebSocket gateways of an application, by the metadata that @nestjs/websockets sets. */
export function listGateways(modules: ModulesContainer): readonly Type[] {
  return [...listClasses(modules)].filter((owner) => reflector.get('websockets:is_gateway', owner) === true);
}

/** Returns whether a method receives messages of a microservice, by the metadata that @nestjs/microservices sets. */
export const isMessageHandler = (method: Target): boolean =>
  reflector.get('microservices:handler_type', method) !== undefined;

/** Returns whether a method is the handler of a route. */
export const isHttpHandler = (method: Target): boolean => reflector.get('path', method) !== undefined;
