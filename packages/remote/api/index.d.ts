import { Clock } from '@lynk-auth/verifier';
import { Principal } from '@lynk-auth/core';
import { Source } from '@lynk-auth/verifier';
import { TokenFormat } from '@lynk-auth/core';
import { TokenInput } from '@lynk-auth/core';
import { TokenKind } from '@lynk-auth/core';
import { allowInsecureTransport } from '@lynk-auth/core';
interface CheckOptions extends RemoteOptions {
    readonly permissions: readonly string[];
    readonly toPrincipal?: ((checked: CheckedToken) => Principal | null) | undefined;
    readonly format?: TokenFormat | undefined;
}
interface CheckedToken {
    readonly kind: TokenKind;
    readonly environment: string;
    readonly tokenId: string;
    readonly organization: {
        readonly id: string;
        readonly name: string;
    };
    readonly permissions: readonly string[];
    readonly expiresAt: number | null;
}
type Credentials = {
    readonly bearer: TokenInput;
} | {
    readonly clientId: string;
    readonly clientSecret: string;
};
type Fetch = (url: string, init: RequestInit) => Promise<Response>;
interface IntrospectionClaims {
    readonly active: true;
    readonly token_type?: string | undefined;
    readonly exp?: number | undefined;
    readonly iat?: number | undefined;
    readonly nbf?: number | undefined;
    readonly [name: string]: unknown;
}
interface IntrospectionOptions extends RemoteOptions {
    readonly credentials: Credentials;
    readonly toPrincipal?: ((claims: IntrospectionClaims) => Principal | null) | undefined;
    readonly clockToleranceSeconds?: number | undefined;
    readonly format?: TokenFormat | undefined;
}
interface RemoteOptions {
    readonly endpoint: string | URL;
    readonly maxStalenessSeconds: number;
    readonly timeoutMs?: number | undefined;
    readonly fetch?: Fetch | undefined;
    readonly clock?: Clock | undefined;
    readonly [allowInsecureTransport]?: boolean | undefined;
}
declare function createCheckSource(options: CheckOptions): Source;
declare function createIntrospectionSource(options: IntrospectionOptions): Source;
export { CheckOptions };
export { CheckedToken };
export { Credentials };
export { Fetch };
export { IntrospectionClaims };
export { IntrospectionOptions };
export { LookupResult } from '@lynk-auth/verifier';
export { Principal } from '@lynk-auth/core';
export { RemoteOptions };
export { Source } from '@lynk-auth/verifier';
export { allowInsecureTransport } from '@lynk-auth/core';
export { createCheckSource };
export { createIntrospectionSource };
