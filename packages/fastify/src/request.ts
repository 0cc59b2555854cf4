import type { Principal } from '@lynk-auth/core/server';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * The authenticated principal. `null` if optional mode accepted a request without credentials,
     * `undefined` if the route is outside the scope in which `lynkAuth` is registered.
     */
    lynk?: Principal | null;
  }
}
