import { RequestMethod, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Target } from './read-requirements.ts';

/** The static method in which the plugin of @nestjs/swagger returns what it has read from the types of a controller. */
const PLUGIN_METADATA = '_OPENAPI_METADATA_FACTORY';

type PluginMetadata = Readonly<Record<string, { readonly type?: unknown } | undefined>>;

const reflector = new Reflector();

/**
 * Adds the successful response of a handler, as @nestjs/swagger does for a handler without described responses. It is
 * a getter, because an application loads the metadata of the plugin after the decorators have run.
 *
 * @param responses The described responses, by status.
 * @param owner The class of the handler.
 * @param name The name of the handler.
 */
export function describeSuccess(responses: object, owner: Type, name: string): void {
  Object.defineProperty(responses, readStatus(owner.prototype[name]), {
    enumerable: true,
    get() {
      const metadata = (owner as { [PLUGIN_METADATA]?: () => PluginMetadata })[PLUGIN_METADATA]?.();
      const type = metadata?.[name]?.type;
      return Array.isArray(type)
        ? { description: '', type: type[0], isArray: true }
        : { description: '', type, isArray: false };
    },
  });
}

function readStatus(method: Target): number {
  const isPost = reflector.get('method', method) === RequestMethod.POST;
  return reflector.get<number | undefined>('__httpCode__', method) ?? (isPost ? 201 : 200);
}
