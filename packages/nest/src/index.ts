export type { Principal } from '@lynk-auth/core/server';
export { CurrentPrincipal, getPrincipal } from './decorators/current-principal.ts';
export { Public } from './decorators/public.ts';
export { RequirePermission } from './decorators/require-permission.ts';
export { LynkAuthException } from './guard/lynk-auth-exception.ts';
export { LynkAuthGuard } from './guard/lynk-auth-guard.ts';
export { LynkAuthModule } from './module/lynk-auth-module.ts';
export type {
  LynkAuthAsyncOptions,
  LynkAuthExtras,
  LynkAuthOptions,
  LynkAuthOptionsFactory,
} from './module/module-options.ts';
export { LYNK_AUTH_OPTIONS } from './tokens.ts';
