import { Principal } from '@lynk-auth/core';
import { Reason } from '@lynk-auth/core';
import { TokenFormat } from '@lynk-auth/core';
import { TokenKind } from '@lynk-auth/core';
import { TokenVerifier } from '@lynk-auth/core';
import { VerifyReason } from '@lynk-auth/core';
import { VerifyResult } from '@lynk-auth/core';
interface CacheOptions {
    readonly maxEntries?: number | undefined;
}
interface Change {
    readonly sequence: number;
    readonly organizationId: string;
    readonly tokenId: string | null;
    readonly userId: string | null;
    readonly roleId: string | null;
}
interface Changes {
    readonly newest: number;
    readonly oldest: number;
    readonly changes: readonly Change[];
}
interface Clock {
    wall(): number;
    monotonic(): number;
}
interface ErrorSummary {
    readonly name: string;
    readonly message: string;
}
interface EventBase {
    readonly clientIp: string | undefined;
    readonly userAgent: string | undefined;
}
type Freshness = {
    readonly kind: 'log';
    readonly leaseMs: number;
    changes(after: number): Changes | Promise<Changes>;
} | {
    readonly kind: 'bounded';
    readonly maxStalenessSeconds: number;
} | {
    readonly kind: 'fixed';
};
type LookupResult = {
    readonly ok: true;
    readonly principal: Principal;
    readonly validUntil: number | null;
    readonly networks?: readonly string[] | null | undefined;
    readonly cacheable?: boolean | undefined;
} | {
    readonly ok: false;
    readonly reason: SourceReason;
    readonly tokenId?: string | undefined;
};
interface Network {
    readonly groups: readonly number[];
    readonly bits: number;
}
interface Source {
    lookup(token: string, digests: readonly Uint8Array[]): LookupResult | Promise<LookupResult>;
    readonly freshness?: Freshness | undefined;
    flush?(): Promise<void>;
}
type SourceReason = Exclude<VerifyReason, 'too_many_failures'>;
interface StaticToken {
    readonly sha256: string;
    readonly principal: Principal;
    readonly networks?: readonly string[] | undefined;
}
interface ThrottleOptions {
    readonly failures?: number | undefined;
    readonly windowSeconds?: number | undefined;
    readonly maxAddresses?: number | undefined;
}
interface Verifier extends TokenVerifier {
    flush(): Promise<void>;
    close(): Promise<void>;
}
interface VerifierOptions {
    readonly source: Source;
    readonly format?: TokenFormat | undefined;
    readonly environments?: readonly string[] | undefined;
    readonly requireChecksum?: boolean | undefined;
    readonly cache?: CacheOptions | false | undefined;
    readonly throttle?: ThrottleOptions | false | undefined;
    readonly clock?: Clock | undefined;
    readonly observe?: ((event: VerifyEvent) => unknown) | undefined;
}
type VerifyEvent = (EventBase & {
    readonly type: 'accepted';
    readonly tokenId: string;
    readonly organizationId: string;
    readonly kind: TokenKind;
}) | (EventBase & {
    readonly type: 'refused';
    readonly kind: Exclude<VerifyResult, {
        ok: true;
    }>['kind'];
    readonly reason: Reason;
    readonly mask: string;
    readonly tokenId: string | undefined;
    readonly error: ErrorSummary | undefined;
}) | (EventBase & {
    readonly type: 'unthrottled';
});
declare function createStaticSource(tokens: readonly StaticToken[]): Source;
declare function createVerifier(options: VerifierOptions): Verifier;
declare function digestToken(token: string): Uint8Array;
declare function isInNetworks(address: string | undefined, networks: readonly Network[]): boolean;
declare function parseNetwork(text: string): Network | null;
export { CacheOptions };
export { Change };
export { Changes };
export { Clock };
export { ErrorSummary };
export { Freshness };
export { LookupResult };
export { Network };
export { Principal } from '@lynk-auth/core';
export { Source };
export { SourceReason };
export { StaticToken };
export { ThrottleOptions };
export { Verifier };
export { VerifierOptions };
export { VerifyEvent };
export { VerifyResult } from '@lynk-auth/core';
export { createStaticSource };
export { createVerifier };
export { digestToken };
export { isInNetworks };
export { parseNetwork };
