import { Authority } from '@lynk-auth/authority';
import { AuthorityOptions } from '@lynk-auth/authority';
import { Clock } from '@lynk-auth/verifier';
import { SecurityToken } from '@lynk-auth/core';
import { Store } from '@lynk-auth/authority';
import { TokenKind } from '@lynk-auth/core';
import { TokenVerifier } from '@lynk-auth/core';
import { Verifier } from '@lynk-auth/verifier';
interface AppSettings {
    readonly cors?: boolean;
}
type CreateStore = () => Store | Promise<Store>;
interface PluginCase {
    readonly name: string;
    run(plugin: PluginUnderTest): Promise<void>;
}
interface PluginSettings {
    readonly realm?: string;
    readonly optional?: boolean;
    readonly timeoutMs?: number;
    readonly clientIp?: {
        readonly trustedProxies: number;
    };
}
interface PluginUnderTest {
    start(settings: PluginSettings & AppSettings): Promise<RunningPlugin>;
    startWith?(options: unknown): Promise<RunningPlugin>;
    readonly seesAddress?: boolean;
    readonly closesConnections?: boolean;
    readonly answersInOrder?: boolean;
}
interface RunningPlugin {
    readonly port: number;
    close(): Promise<void>;
}
interface StoreCase {
    readonly name: string;
    run(create: CreateStore): Promise<void>;
}
interface TestAuthority {
    readonly verifier: Verifier;
    readonly authority: Authority;
    readonly store: Store;
    readonly clock: Clock;
    readonly organizationId: string;
    move(milliseconds: number): void;
    createPersonalToken(about?: TestTokenInput & {
        readonly userId?: string | undefined;
    }): Promise<TestToken>;
    createServiceToken(about?: TestTokenInput): Promise<TestToken>;
    removeUser(userId: string | null): Promise<void>;
}
interface TestAuthorityOptions extends Pick<AuthorityOptions, 'policies'> {
    readonly start?: number | undefined;
    readonly environment?: string | undefined;
}
interface TestToken {
    readonly id: string;
    readonly kind: TokenKind;
    readonly organizationId: string;
    readonly userId: string | null;
    readonly secret: SecurityToken;
    headers(): {
        readonly authorization: string;
    };
    expire(): Promise<void>;
    revoke(): Promise<void>;
    suspend(): Promise<void>;
    resume(): Promise<void>;
    rotate(overlapMs?: number): Promise<TestToken>;
}
interface TestTokenInput {
    readonly permissions?: readonly string[] | undefined;
    readonly expiresInMs?: number | undefined;
}
declare const contractTokens: Readonly<{
    valid: string;
    unknown: string;
    other: string;
    promised: string;
    late: string;
    expiring: string;
    near: string;
    telling: string;
    throttled: string;
    unavailable: string;
    unavailableForSome: string;
    throws: string;
    rejects: string;
    rejectsLate: string;
    throwsNothing: string;
    throwsRoute: string;
    rejectsWithNothing: string;
    hangs: string;
    answersNothing: string;
    answersTrue: string;
    answersYes: string;
    answersWithoutPrincipal: string;
    answersWithoutPermissions: string;
    answersUnknownKind: string;
    answersNonsenseLater: string;
}>;
declare const contractVerifier: TokenVerifier;
declare function createTestAuthority(options?: TestAuthorityOptions): Promise<TestAuthority>;
declare const pluginContract: readonly PluginCase[];
declare const pluginOptionContract: readonly PluginCase[];
declare const storeContract: readonly StoreCase[];
export { AppSettings };
export { Authority } from '@lynk-auth/authority';
export { CreateStore };
export { PluginCase };
export { PluginSettings };
export { PluginUnderTest };
export { RunningPlugin };
export { SecurityToken } from '@lynk-auth/core';
export { Store } from '@lynk-auth/authority';
export { StoreCase };
export { TestAuthority };
export { TestAuthorityOptions };
export { TestToken };
export { TestTokenInput };
export { Verifier } from '@lynk-auth/verifier';
export { contractTokens };
export { contractVerifier };
export { createTestAuthority };
export { pluginContract };
export { pluginOptionContract };
export { storeContract };
