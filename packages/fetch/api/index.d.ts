import { $Fetch } from 'ofetch';
import { TokenKind } from '@lynk-auth/core';
import { TransportOptions } from '@lynk-auth/core';
import { TypedDocument } from '@lynk-auth/core';
interface CallOptions {
    readonly signal?: AbortSignal | null | undefined;
    readonly operationName?: string | undefined;
    readonly timeoutMs?: number | undefined;
}
interface Check {
    readonly organization: {
        readonly id: string;
        readonly name: string;
    };
    readonly kind: TokenKind;
    readonly environment: string;
    readonly expiresAt: number | null;
}
interface ClientOptions extends TransportOptions {
    readonly fetch?: Fetch | undefined;
}
type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
interface LynkClient {
    query<Data = Record<string, unknown>, Variables = Record<string, unknown>>(document: string | TypedDocument<Data, Variables>, variables?: Variables, options?: CallOptions): Promise<Data>;
    upload<Data = Record<string, unknown>, Variables = Record<string, unknown>>(document: string | TypedDocument<Data, Variables>, variables: Variables, options?: CallOptions): Promise<Data>;
    check(options?: CallOptions): Promise<Check>;
    readonly raw: $Fetch;
}
declare function createLynkClient(options: ClientOptions): LynkClient;
declare function withLynkAuth(fetch: Fetch | undefined, options: TransportOptions): Fetch;
export { $Fetch } from 'ofetch';
export { CallOptions };
export { Check };
export { ClientOptions };
export { Fetch };
export { LynkClient };
export { TokenProvider } from '@lynk-auth/core';
export { allowInsecureTransport } from '@lynk-auth/core';
export { allowTokenInBrowser } from '@lynk-auth/core';
export { createLynkClient };
export { fromEnv } from '@lynk-auth/core';
export { fromFile } from '@lynk-auth/core';
export { withLynkAuth };
