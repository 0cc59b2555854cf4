export type { Principal } from '@lynk-auth/core/server';
export { CurrentPrincipal, getPrincipal } from './current-principal.ts';
export { LynkAuthException } from './lynk-auth-exception.ts';
export { LynkAuthGuard } from './lynk-auth-guard.ts';
export { LynkAuthModule } from './lynk-auth-module.ts';
export type {
  LynkAuthAsyncOptions,
  LynkAuthExtras,
  LynkAuthOptions,
  LynkAuthOptionsFactory,
} from './module-options.ts';
export { Public } from './public.ts';
export { RequirePermission } from './require-permission.ts';
export { LYNK_AUTH_OPTIONS } from './tokens.ts';
