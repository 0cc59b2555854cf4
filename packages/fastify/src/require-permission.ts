import { createPermissionCheck, type HttpResponse } from '@lynk-auth/core/server';
import { hide } from './hide.ts';
import { refuse } from './refuse.ts';
import type { ReplyLike } from './reply-like.ts';

/** A hook of a route, or of all routes: `onRequest`, `preValidation` or `preHandler`, of any Fastify server. */
export type PermissionHook = (request: object, reply: ReplyLike, done: (error?: Error) => void) => void;

/**
 * Lets only those pass who have all of the permissions: 403 to others, 401 to nobody (in optional
 * mode). Where `lynkAuth` did not run it is an error, so a 500: the route does not stand open.
 *
 * @param permissions What is needed: at least one.
 * @returns A hook. As `onRequest` it judges before the body is read.
 * @throws {LynkConfigurationError} for an empty list, or a key that no header could carry.
 * @example
 * ```ts
 * import { requirePermission } from '@lynk-auth/fastify';
 * import { fastify } from 'fastify';
 *
 * const app = fastify();
 * app.post('/sboms', { onRequest: requirePermission('update_sboms') }, async () => 'uploaded');
 * ```
 */
export function requirePermission(...permissions: readonly string[]): PermissionHook {
  const check = createPermissionCheck(permissions);
  return (request, reply, done) => {
    let refusal: HttpResponse | null;
    try {
      refusal = check(request);
    } catch (error) {
      done(hide(error));
      return;
    }
    if (refusal === null) done();
    else refuse(reply, refusal);
  };
}
