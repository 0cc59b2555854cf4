import {
  type Authentication,
  createRequestAuthenticator,
  type PluginOptions,
  setAuthContext,
} from '@lynk-auth/core/server';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { hideError } from './hide-error.ts';
import { readRequest } from './read-request.ts';
import { sendRefusal } from './send-refusal.ts';

/** Options of {@link lynkAuth}. */
export type LynkAuthOptions = PluginOptions<FastifyRequest>;

const plugin: FastifyPluginAsync<LynkAuthOptions> = async (fastify, options) => {
  const { realm, formatError, authenticate } = createRequestAuthenticator('lynkAuth', options, readRequest);

  /** Returns whether the request may continue. */
  function admit(result: Authentication, request: FastifyRequest, reply: FastifyReply): boolean {
    // The app has responded while the verifier ran, for example because of its own time limit.
    if (reply.sent) return false;
    if (!result.ok) {
      sendRefusal(reply, result.response);
      return false;
    }
    setAuthContext(request, { principal: result.principal, realm, formatError });
    request.lynk = result.principal;
    reply.headers(result.headers);
    return true;
  }

  // The plugin may be registered on an outer scope too, with other options.
  if (!fastify.hasRequestDecorator('lynk')) fastify.decorateRequest('lynk', null);
  fastify.addHook('onRequest', (request, reply, done) => {
    try {
      const result = authenticate(request);
      if ('then' in result) {
        result
          .then((settled) => admit(settled, request, reply))
          .then(
            (passes) => {
              if (passes) done();
            },
            (error) => done(hideError(error)),
          );
        return;
      }
      if (!admit(result, request, reply)) return;
    } catch (error) {
      done(hideError(error));
      return;
    }
    done();
  });
};

/**
 * The plugin that authenticates requests. It sets `request.lynk` to the principal and rejects every other
 * request before its body is read. It covers all routes of the instance that it is registered on and of the
 * scopes inside it. Register it on the server, or in a scope to cover some routes only.
 *
 * Registering it with an unknown or invalid option fails with a `LynkConfigurationError`, so the server
 * does not start.
 *
 * @example
 * ```ts
 * import type { TokenVerifier } from '@lynk-auth/core/server';
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
  // What fastify-plugin sets: without it, the hook would cover only the plugin's own scope, which has no routes.
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: '@lynk-auth/fastify',
  [Symbol.for('plugin-meta')]: { name: '@lynk-auth/fastify', fastify: '5.x' },
});
