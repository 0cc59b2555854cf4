import { createPermissionGuard, type HttpResponse, type RequirePermission } from '@lynk-auth/core/server';
import { hideError } from './hide-error.ts';
import type { ReplyLike } from './reply-like.ts';
import { sendRefusal } from './send-refusal.ts';

/** A hook for one route or all routes of any Fastify server: `onRequest`, `preValidation` or `preHandler`. */
export type PermissionHook = (request: object, reply: ReplyLike, done: (error?: Error) => void) => void;

/**
 * Creates the hook that authorizes requests. It responds with 403 if the principal lacks one of the
 * permissions, and with 401 if optional mode let the request through without credentials.
 *
 * `requirePermission.any(…)` accepts a principal that has one of the permissions.
 *
 * @param permissions The required permissions, at least one. The principal needs all of them.
 * @returns The hook. As `onRequest` it runs before the body is read. If `lynkAuth` did not run before it, it
 *   fails and Fastify responds with 500.
 * @throws {LynkConfigurationError} if there is no permission, or one has characters that a header cannot hold.
 * @example
 * ```ts
 * import { requirePermission } from '@lynk-auth/fastify';
 * import { fastify } from 'fastify';
 *
 * const app = fastify();
 * app.post('/sboms', { onRequest: requirePermission('update_sboms') }, async () => 'uploaded');
 * ```
 */
export const requirePermission: RequirePermission<PermissionHook> = /* @__PURE__ */ createPermissionGuard(
  (check): PermissionHook =>
    (request, reply, done) => {
      let refusal: HttpResponse | null;
      try {
        refusal = check(request);
      } catch (error) {
        done(hideError(error));
        return;
      }
      if (refusal === null) done();
      else sendRefusal(reply, refusal);
    },
);
