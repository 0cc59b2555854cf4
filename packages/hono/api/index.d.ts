import { Context } from 'hono';
import { MiddlewareHandler } from 'hono';
import { PluginOptions } from '@lynk-auth/core/server';
import { Principal } from '@lynk-auth/core/server';
import { PrincipalAccessor } from '@lynk-auth/core/server';
interface LynkAuthEnv {
    Variables: {
        lynk: Principal;
    };
}
type LynkAuthOptions = PluginOptions<Context>;
interface OptionalLynkAuthEnv {
    Variables: {
        lynk: Principal | null;
    };
}
declare const getPrincipal: PrincipalAccessor<Context>;
declare function lynkAuth(options: LynkAuthOptions & {
    readonly optional?: false | undefined;
}): MiddlewareHandler<LynkAuthEnv>;
declare function lynkAuth(options: LynkAuthOptions): MiddlewareHandler<OptionalLynkAuthEnv>;
declare function requirePermission(...permissions: readonly string[]): MiddlewareHandler<LynkAuthEnv>;
export { LynkAuthEnv };
export { LynkAuthOptions };
export { OptionalLynkAuthEnv };
export { Principal } from '@lynk-auth/core/server';
export { getPrincipal };
export { lynkAuth };
export { requirePermission };
