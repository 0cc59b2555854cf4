export type { Principal } from '@lynk-auth/core/server';
export { getPrincipal } from './get-principal.ts';
export { type LynkAuthOptions, lynkAuth } from './lynk-auth.ts';
export type { LynkAuthEnv, OptionalLynkAuthEnv } from './lynk-auth-env.ts';
export { requirePermission } from './require-permission.ts';
