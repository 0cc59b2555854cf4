import { PluginOptions } from '@lynk-auth/core/server';
import { Principal } from '@lynk-auth/core/server';
import { PrincipalAccessor } from '@lynk-auth/core/server';
import { Request } from 'express';
import { RequestHandler } from 'express';
type LynkAuthOptions = PluginOptions<Request>;
declare const getPrincipal: PrincipalAccessor<Request>;
declare global {
    namespace Express {
        interface Request {
            lynk?: Principal | null;
        }
    }
}
declare function lynkAuth(options: LynkAuthOptions): RequestHandler;
declare function requirePermission(...permissions: readonly string[]): RequestHandler;
export { LynkAuthOptions };
export { Principal } from '@lynk-auth/core/server';
export { getPrincipal };
export { global };
export { lynkAuth };
export { requirePermission };
