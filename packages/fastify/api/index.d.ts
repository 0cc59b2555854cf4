import { FastifyPluginAsync } from 'fastify';
import { FastifyRequest } from 'fastify';
import { IncomingLike } from '@lynk-auth/core/server';
import { PluginOptions } from '@lynk-auth/core/server';
import { Principal } from '@lynk-auth/core/server';
import { PrincipalAccessor } from '@lynk-auth/core/server';
declare module 'fastify' {
    interface FastifyRequest {
        lynk?: Principal | null;
    }
}
type LynkAuthOptions = PluginOptions<FastifyRequest>;
type PermissionHook = (request: object, reply: ReplyLike, done: (error?: Error) => void) => void;
interface ReplyLike {
    readonly request: {
        readonly raw: IncomingLike;
    };
    code(status: number): ReplyLike;
    header(name: string, value: string): ReplyLike;
    headers(values: Readonly<Record<string, string>>): ReplyLike;
    send(payload: Uint8Array): unknown;
}
declare const getPrincipal: PrincipalAccessor<Pick<FastifyRequest, 'lynk'>>;
declare const lynkAuth: FastifyPluginAsync<LynkAuthOptions>;
declare function requirePermission(...permissions: readonly string[]): PermissionHook;
export { 'fastify' };
export { LynkAuthOptions };
export { PermissionHook };
export { Principal } from '@lynk-auth/core/server';
export { getPrincipal };
export { lynkAuth };
export { requirePermission };
