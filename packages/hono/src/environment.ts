import type { Principal } from '@lynk-auth/core/server';

/** The variables of a Hono app behind `lynkAuth`: `c.var.lynk` is who asks. */
export interface LynkAuthEnv {
  Variables: { lynk: Principal };
}

/** The same in optional mode: `null` where no credentials were sent. */
export interface OptionalLynkAuthEnv {
  Variables: { lynk: Principal | null };
}
