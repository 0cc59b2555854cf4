import type { Principal } from '@lynk-auth/core/server';

declare global {
  namespace Express {
    interface Request {
      /**
       * The authenticated principal. `null` if optional mode accepted a request without credentials,
       * `undefined` if `lynkAuth` did not run.
       */
      lynk?: Principal | null;
    }
  }
}
