import type { Principal } from '@lynk-auth/core/server';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Who asks. `null`: nobody, which only `lynkAuth` in optional mode lets through. `undefined`: the
     * route is outside of the scope that `lynkAuth` was registered in.
     */
    lynk?: Principal | null;
  }
}
