import type { Principal } from '@lynk-auth/core/server';

declare global {
  namespace Express {
    interface Request {
      /**
       * Who asks. `null`: nobody, which only `lynkAuth({ optional: true })` lets through. `undefined`:
       * `lynkAuth` did not run.
       */
      lynk?: Principal | null;
    }
  }
}
