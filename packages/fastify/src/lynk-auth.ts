import {
  type Authentication,
  createRequestAuthenticator,
  isPromise,
  type PluginOptions,
  setAuthContext,
} from '@lynk-auth/core/server';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { hide } from './hide.ts';
import { readRequest } from './read-request.ts';
import { refuse } from './refuse.ts';

/** What {@link lynkAuth} takes. */
export type LynkAuthOptions = PluginOptions<FastifyRequest>;

const plugin: FastifyPluginAsync<LynkAuthOptions> = async (fastify, options) => {
  const { realm, authenticate } = createRequestAuthenticator('lynkAuth', options, readRequest);

  function admit(result: Authentication, request: FastifyRequest, reply: FastifyReply): boolean {
    // Somebody else answered while the verifier was asked: a time limit of the app's own.
    if (reply.sent) return false;
    if (!result.ok) {
      refuse(reply, result.response);
      return false;
    }
    setAuthContext(request, { principal: result.principal, realm });
    request.lynk = result.principal;
    reply.headers(result.headers);
    return true;
  }

  // A plugin further out may have done so: one for all routes, another for some of them.
  if (!fastify.hasRequestDecorator('lynk')) fastify.decorateRequest('lynk', null);
  fastify.addHook('onRequest', (request, reply, done) => {
    try {
      const result = authenticate(request);
      if (isPromise(result)) {
        result
          .then((late) => admit(late, request, reply))
          .then(
            (passes) => {
              if (passes) done();
            },
            (error) => done(hide(error)),
          );
        return;
      }
      if (!admit(result, request, reply)) return;
    } catch (error) {
      done(hide(error));
      return;
    }
    done();
  });
};

/**
 * Lets only requests with a good token pass, before any body is read, and puts who asks at
 * `request.lynk`. It holds for all routes of the instance that it is registered on, and of those
 * inside: register it on the server, or in a scope of its own for some of the routes.
 *
 * Registering fails with a {@link LynkConfigurationError} for an unknown or a wrong option, so that
 * the server does not start.
 *
 * @example
 * ```ts
 * import type { TokenVerifier } from '@lynk-auth/core';
 * import { lynkAuth } from '@lynk-auth/fastify';
 * import { fastify } from 'fastify';
 *
 * declare const verifier: TokenVerifier;
 *
 * const app = fastify();
 * await app.register(lynkAuth, { verifier });
 * ```
 */
export const lynkAuth: FastifyPluginAsync<LynkAuthOptions> = /* @__PURE__ */ Object.assign(plugin, {
  // Fastify's own marks: the hook is for the instance, not for a scope inside of it that has no routes.
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: '@lynk-auth/fastify',
  [Symbol.for('plugin-meta')]: { name: '@lynk-auth/fastify', fastify: '5.x' },
});
