import type { Principal } from '@lynk-auth/core/server';

/** The variables that `lynkAuth` sets: `c.var.lynk` is the authenticated principal. */
export interface LynkAuthEnv {
  Variables: { lynk: Principal };
}

/** The variables that `lynkAuth` sets in optional mode: `c.var.lynk` is `null` without credentials. */
export interface OptionalLynkAuthEnv {
  Variables: { lynk: Principal | null };
}
