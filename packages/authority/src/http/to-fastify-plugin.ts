import { assertOption } from '@lynk-auth/core/internal';
import type { NodeResponseLike } from '@lynk-auth/core/server';
import type { Handler } from './connection.ts';
import { serveOnNode } from './to-node-handler.ts';
import type { IncomingRequest } from './to-request.ts';

/** The part of a Fastify instance that is used. A structural type, without an import of Fastify. */
interface FastifyLike {
  readonly prefix: string;
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(type: string, parser: () => Promise<undefined>): unknown;
  all(path: string, handler: (request: RequestLike, reply: ReplyLike) => Promise<unknown>): unknown;
}

interface RequestLike {
  readonly raw: IncomingRequest;
}

interface ReplyLike {
  readonly raw: NodeResponseLike;
  hijack(): unknown;
}

/** A plugin for `fastify.register`. */
export type FastifyPlugin = (fastify: FastifyLike) => Promise<void>;

/**
 * Converts a handler to a Fastify plugin. Register it with a prefix:
 * `app.register(toFastifyPlugin(handler), { prefix: '/auth' })`. The handler receives the path without the prefix, and the
 * body unread: in its scope, the plugin turns Fastify's body parsers off.
 *
 * @param handler The handler.
 * @returns The plugin.
 * @throws {LynkConfigurationError} if `handler` is not a function.
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
 * import { createAuthorityHandler, toFastifyPlugin } from '@lynk-auth/authority/http';
 * import { createVerifier } from '@lynk-auth/verifier';
 * import { fastify } from 'fastify';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const verifier = createVerifier({ source: authority.source });
 * const app = fastify();
 * await app.register(toFastifyPlugin(createAuthorityHandler({ authority, verifier })), { prefix: '/auth' });
 * ```
 */
export function toFastifyPlugin(handler: Handler): FastifyPlugin {
  assertOption('toFastifyPlugin', typeof handler === 'function', 'handler must be a function');
  return async (fastify) => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('*', async () => undefined);
    fastify.all('/*', async ({ raw }, reply) => {
      reply.hijack();
      await serveOnNode(handler, raw, reply.raw, { path: withoutPrefix(raw.url ?? '/', fastify.prefix) });
    });
  };
}

/** Removes as many segments as the prefix has: one of them may be a parameter. */
const withoutPrefix = (url: string, prefix: string): string =>
  `/${url
    .split('/')
    .slice(prefix === '' ? 1 : prefix.split('/').length)
    .join('/')}`;
