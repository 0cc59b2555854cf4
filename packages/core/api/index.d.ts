type Attributes = {
    [name: string]: string;
};
interface AuthContext {
    readonly principal: Principal | null;
    readonly realm: string;
}
interface AuthenticateOptions extends Omit<AuthenticatorOptions, 'verifier'> {
    readonly context?: VerifyContext | undefined;
}
type Authentication<Who = Principal | null> = {
    readonly ok: true;
    readonly principal: Who;
    readonly headers: Readonly<Record<string, string>>;
} | {
    readonly ok: false;
    readonly kind: 'missing' | 'invalid_request' | 'invalid_token' | 'throttled' | 'unavailable';
    readonly reason: Reason | null;
    readonly response: HttpResponse;
};
interface Authenticator<Who = Principal | null> {
    readonly realm: string;
    authenticate(value: string | null | undefined, context?: VerifyContext): Authentication<Who> | Promise<Authentication<Who>>;
}
interface AuthenticatorOptions {
    readonly verifier: TokenVerifier;
    readonly realm?: string | undefined;
    readonly optional?: boolean | undefined;
    readonly timeoutMs?: number | undefined;
}
interface Authorizer {
    readonly permissions: readonly string[];
    refusal(principal: Principal | null): HttpResponse | null;
}
type BadResponseProblem = 'not_json' | 'wrong_shape' | 'wrong_content_type' | 'too_large' | 'redirect';
type BearerErrorCode = 'invalid_request' | 'invalid_token' | 'insufficient_scope';
type BearerResult = {
    readonly ok: true;
    readonly token: string;
} | {
    readonly ok: false;
    readonly kind: 'missing' | 'invalid';
};
interface ClaimsOptions {
    readonly issuer?: string;
    readonly issuedAt?: number;
}
type ClientIpPolicy = {
    readonly trustedProxies: number;
} | undefined;
interface ClientIpSource {
    readonly remoteAddress?: string | null | undefined;
    readonly forwardedFor?: string | readonly string[] | null | undefined;
}
type EnvironmentVariables = Readonly<Record<string, string | undefined>>;
type ErrorName = keyof typeof errorCodes;
type ErrorResponseCode = keyof typeof rows;
interface ErrorResponseDetails {
    readonly challenge?: string | undefined;
    readonly retryAfterSeconds?: number | undefined;
    readonly allow?: string | undefined;
}
interface FromFileOptions extends TokenProviderOptions {
    readonly maxAgeSeconds?: number;
    readonly now?: () => number;
}
interface GenerateOptions<Environment extends string = string> {
    readonly kind: TokenKind;
    readonly environment: Environment;
    readonly format?: TokenFormat<Environment>;
    readonly fillRandom?: (bytes: Uint8Array) => unknown;
}
interface GraphQLErrorEntry {
    readonly message: string;
    readonly code: string | undefined;
    readonly path: readonly (string | number)[] | undefined;
}
type GraphQLResult<T> = {
    readonly ok: true;
    readonly data: T;
} | {
    readonly ok: false;
    readonly error: LynkError;
};
interface HttpResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
}
interface IncomingLike {
    readonly httpVersionMajor?: number | undefined;
    readonly complete?: boolean | undefined;
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}
interface InstrumentOptions {
    readonly tracer?: TracerLike;
    readonly meter?: MeterLike;
    readonly now?: () => number;
}
declare class LynkAbortedError extends LynkErrorBase<'LynkAbortedError'> {
    constructor();
}
declare class LynkBadRequestError extends LynkErrorBase<'LynkBadRequestError'> {
    constructor(message?: string);
}
declare class LynkBadResponseError extends LynkErrorBase<'LynkBadResponseError'> {
    readonly problem: BadResponseProblem;
    constructor(problem: BadResponseProblem, status?: number);
}
declare class LynkConfigurationError extends LynkErrorBase<'LynkConfigurationError'> {
    constructor(message: string, options?: ErrorOptions);
}
type LynkError = LynkConfigurationError | LynkTokenError | LynkBadRequestError | LynkUnauthorizedError | LynkForbiddenError | LynkRateLimitedError | LynkUnavailableError | LynkHttpError | LynkGraphQLError | LynkBadResponseError | LynkOriginError | LynkNetworkError | LynkTimeoutError | LynkAbortedError;
declare abstract class LynkErrorBase<Name extends ErrorName> extends Error {
    readonly code: (typeof errorCodes)[Name];
    readonly name: Name;
    readonly status: number | undefined;
    protected constructor(name: Name, message: string, status?: number, options?: ErrorOptions);
}
declare class LynkForbiddenError extends LynkErrorBase<'LynkForbiddenError'> {
    readonly permissions: readonly string[];
    constructor(permissions?: readonly string[]);
}
declare class LynkGraphQLError extends LynkErrorBase<'LynkGraphQLError'> {
    readonly errors: readonly GraphQLErrorEntry[];
    constructor(errors: readonly GraphQLErrorEntry[], status?: number);
}
declare class LynkHttpError extends LynkErrorBase<'LynkHttpError'> {
    readonly status: number;
    constructor(status: number);
}
declare class LynkNetworkError extends LynkErrorBase<'LynkNetworkError'> {
    readonly sent: boolean;
    constructor(message?: string, { sent }?: {
        readonly sent?: boolean;
    });
}
declare class LynkOriginError extends LynkErrorBase<'LynkOriginError'> {
    constructor();
}
declare class LynkRateLimitedError extends LynkErrorBase<'LynkRateLimitedError'> {
    readonly retryAfterSeconds: number | undefined;
    constructor(retryAfterSeconds?: number);
}
declare class LynkTimeoutError extends LynkErrorBase<'LynkTimeoutError'> {
    readonly timeoutMs: number;
    constructor(timeoutMs: number);
}
declare class LynkTokenError extends LynkErrorBase<'LynkTokenError'> {
    readonly reason: ParseReason;
    constructor(reason: ParseReason, message: string);
}
declare class LynkUnauthorizedError extends LynkErrorBase<'LynkUnauthorizedError'> {
    constructor(message?: string);
}
declare class LynkUnavailableError extends LynkErrorBase<'LynkUnavailableError'> {
    readonly retryAfterSeconds: number | undefined;
    constructor(retryAfterSeconds?: number);
}
interface MeterLike {
    createCounter(name: string, options: {
        description: string;
    }): {
        add(value: number, attributes: Attributes): void;
    };
    createHistogram(name: string, options: {
        description: string;
        unit: string;
    }): {
        record(value: number, attributes: Attributes): void;
    };
}
interface NodeRequestLike extends RequestHeaders {
    readonly headers: RequestHeaders['headers'] & Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly socket?: {
        readonly remoteAddress?: string | undefined;
    } | null | undefined;
}
interface NodeResponseLike {
    readonly headersSent: boolean;
    statusCode: number;
    setHeader(name: string, value: string): unknown;
    end(body?: string): unknown;
}
interface NotOptional {
    readonly optional?: false | undefined;
}
interface ParseOptions<Environment extends string = string> {
    readonly format?: TokenFormat<Environment>;
    readonly requireChecksum?: boolean;
}
type ParseReason = (typeof parseReasons)[number];
type ParseResult<Environment extends string = string> = ParsedToken<Environment> | {
    readonly ok: false;
    readonly reason: ParseReason;
};
interface ParsedToken<Environment extends string = string> {
    readonly ok: true;
    readonly kind: TokenKind;
    readonly environment: Environment;
    readonly prefix: string;
    readonly checksum: 'valid' | 'unproven';
}
type PermissionCheck = (request: object) => HttpResponse | null;
interface PersonalPrincipal extends PrincipalBase {
    readonly kind: 'personal';
    readonly userId: string;
}
interface PluginOptions<Request> extends AuthenticatorOptions {
    readonly clientIp?: ClientIpPolicy | ((request: Request) => string | undefined);
}
type Principal = PersonalPrincipal | ServicePrincipal;
interface PrincipalAccessor<RequestObject extends object> {
    (request: RequestObject): Principal;
    (request: RequestObject, options: {
        readonly optional: true;
    }): Principal | null;
}
interface PrincipalBase {
    readonly tokenId: string;
    readonly organizationId: string;
    readonly permissions: readonly string[];
    readonly expiresAt: number | null;
}
type ReadFile = (path: string) => string | Uint8Array | Promise<string | Uint8Array>;
interface ReadGraphQLResultOptions {
    readonly redact?: Redactor;
    readonly now?: () => number;
}
type Reason = ParseReason | VerifyReason;
type Redactor = <T>(value: T) => T;
interface RedactorOptions {
    readonly formats?: readonly TokenFormat[];
    readonly headers?: readonly string[];
}
interface RequestAuthenticator<Request, Who = Principal | null> {
    readonly realm: string;
    authenticate(request: Request): Authentication<Who> | Promise<Authentication<Who>>;
}
interface RequestFacts {
    readonly authorization: string | null | undefined;
    readonly remoteAddress?: string | null | undefined;
    header(name: string): string | readonly string[] | null | undefined;
}
interface RequestHeaders {
    readonly rawHeaders?: readonly string[] | undefined;
    readonly headers: {
        readonly authorization?: string | readonly string[] | undefined;
    };
}
interface RequestLike {
    readonly headers: {
        get(name: string): string | null;
    };
}
type ResponseHeaders = {
    get(name: string): unknown;
} | Readonly<Record<string, string | readonly string[] | number | undefined>>;
interface SecurityToken {
    readonly mask: string;
    readonly kind: TokenKind;
    readonly environment: string;
    readonly prefix: string;
    reveal(): string;
    toString(): string;
    toJSON(): string;
}
declare const SecurityToken: SecurityTokenConstructor;
interface SecurityTokenConstructor {
    new (text: string, options?: ParseOptions<string>): SecurityToken;
    readonly prototype: SecurityToken;
}
interface SentRequest {
    readonly method: string;
    readonly url: string;
    readonly body: unknown;
}
interface ServicePrincipal extends PrincipalBase {
    readonly kind: 'service';
}
interface SpanLike {
    setAttributes(attributes: Attributes): unknown;
    setStatus(status: {
        code: number;
    }): unknown;
    end(): void;
}
interface TimeOptions {
    readonly signal?: AbortSignal | null | undefined;
    readonly limitMs?: number;
}
interface TokenClaims {
    readonly active: true;
    readonly token_type: 'Bearer';
    readonly scope?: string;
    readonly sub: string;
    readonly exp?: number;
    readonly iat?: number;
    readonly iss?: string;
    readonly lynk_kind: TokenKind;
    readonly lynk_token_id: string;
    readonly lynk_organization_id: string;
}
interface TokenExpiring {
    readonly expiresAt: number;
    readonly daysLeft: number;
}
interface TokenFormat<Environment extends string = string> {
    readonly brand: string;
    readonly environments: readonly Environment[];
    readonly variables: readonly string[];
    readonly prefixes: readonly TokenPrefix<Environment>[];
}
interface TokenFormatDefinition<Environment extends string = string> {
    readonly brand: string;
    readonly kinds?: {
        readonly personal?: string;
        readonly service?: string;
    };
    readonly environments: readonly Environment[];
    readonly variables?: readonly string[];
}
type TokenInput = string | SecurityToken | TokenProvider | (() => string | SecurityToken | Promise<string | SecurityToken>);
type TokenKind = 'personal' | 'service';
interface TokenPrefix<Environment extends string = string> {
    readonly prefix: string;
    readonly kind: TokenKind;
    readonly environment: Environment;
}
interface TokenProvider {
    get(request?: TokenRequest): SecurityToken | Promise<SecurityToken>;
}
interface TokenProviderOptions {
    readonly format?: TokenFormat;
}
interface TokenRequest {
    readonly refresh?: boolean | undefined;
    readonly signal?: AbortSignal | undefined;
}
interface TokenVerifier {
    verify(token: string, context?: VerifyContext): VerifyResult | Promise<VerifyResult>;
}
interface TracerLike {
    startSpan(name: string): SpanLike;
}
interface Transport {
    readonly endpoint: string;
    readonly maxResponseBytes: number;
    send<A extends TransportResponse>(call: TransportCall, attempt: (attempt: TransportAttempt) => Promise<A>): Promise<A>;
}
interface TransportAttempt {
    readonly url: string;
    readonly authorization: string;
    readonly token: SecurityToken;
    readonly signal: AbortSignal;
    readonly timeoutMs: number;
    timeLeftMs(): number;
}
interface TransportCall {
    readonly url: string | URL;
    isQuery(): boolean;
    readonly canReplay: boolean;
    readonly signal?: AbortSignal | null | undefined;
    readonly timeoutMs?: number | undefined;
}
interface TransportOptions {
    readonly token: TokenInput;
    readonly endpoint?: string | URL | undefined;
    readonly retries?: number | undefined;
    readonly timeoutMs?: number | undefined;
    readonly totalTimeoutMs?: number | undefined;
    readonly maxRetryAfterSeconds?: number | undefined;
    readonly maxResponseBytes?: number | undefined;
    readonly onTokenExpiring?: ((notice: TokenExpiring) => unknown) | undefined;
    readonly format?: TokenFormat | undefined;
    readonly clock?: {
        wall(): number;
        monotonic(): number;
    } | undefined;
    readonly random?: (() => number) | undefined;
    readonly [allowInsecureTransport]?: boolean | undefined;
    readonly [allowTokenInBrowser]?: boolean | undefined;
}
interface TransportResponse {
    readonly status: number;
    readonly headers: ResponseHeaders;
    discard?(): void;
}
type TypedDocument<Data, Variables> = {
    readonly __apiType?: ((variables: Variables) => Data) | undefined;
    readonly __ensureTypesOfVariablesAndResultMatching?: ((variables: Variables) => Data) | undefined;
} | {
    readonly kind: 'Document';
    readonly definitions: readonly unknown[];
};
interface VerifyContext {
    readonly clientIp?: string | undefined;
    readonly forwarded?: boolean | undefined;
    readonly userAgent?: string | undefined;
}
type VerifyOutcome = 'ok' | 'invalid_token' | 'throttled' | 'unavailable' | 'error';
type VerifyReason = 'unknown' | 'expired' | 'revoked' | 'suspended' | 'retired' | 'owner_gone' | 'role_gone' | 'network' | 'wrong_environment' | 'too_many_failures' | 'source_down';
type VerifyResult = {
    readonly ok: true;
    readonly principal: Principal;
} | {
    readonly ok: false;
    readonly kind: 'invalid_token';
    readonly reason: ParseReason | VerifyReason;
} | {
    readonly ok: false;
    readonly kind: 'throttled' | 'unavailable';
    readonly reason: ParseReason | VerifyReason;
    readonly retryAfterSeconds?: number | undefined;
};
declare const allowInsecureTransport: unique symbol;
declare const allowTokenInBrowser: unique symbol;
declare function assertClientIpPolicy(caller: string, policy: unknown): asserts policy is ClientIpPolicy;
declare function assertOption(caller: string, holds: boolean, sentence: string): asserts holds;
declare function assertOptions(caller: string, options: unknown, names: readonly string[]): void;
declare function assertPermissions(caller: string, permissions: unknown): asserts permissions is readonly string[];
declare function assertRealm(caller: string, realm: unknown): asserts realm is string;
declare function authenticate(value: string | null | undefined, verifier: TokenVerifier, options?: AuthenticateOptions & NotOptional): Authentication<Principal> | Promise<Authentication<Principal>>;
declare function authenticate(value: string | null | undefined, verifier: TokenVerifier, options?: AuthenticateOptions): Authentication | Promise<Authentication>;
declare function authenticateRequest(request: RequestLike, verifier: TokenVerifier, options?: AuthenticateOptions & NotOptional): Authentication<Principal> | Promise<Authentication<Principal>>;
declare function authenticateRequest(request: RequestLike, verifier: TokenVerifier, options?: AuthenticateOptions): Authentication | Promise<Authentication>;
declare function authorizationValue(request: RequestHeaders): string | undefined;
declare function bearerChallenge(realm: string, error?: BearerErrorCode, permissions?: readonly string[]): string;
declare function can(principal: Principal | null | undefined, permission: string): boolean;
declare function claimsToPrincipal(claims: unknown): Principal | null;
declare function classifyToken<Environment extends string = 'live' | 'staging' | 'test'>(token: string, format?: TokenFormat<Environment>): TokenPrefix<Environment> | null;
declare function createAuthenticator(options: AuthenticatorOptions & NotOptional, caller?: string): Authenticator<Principal>;
declare function createAuthenticator(options: AuthenticatorOptions, caller?: string): Authenticator;
declare function createAuthorizer(permissions: readonly string[], realm?: string): Authorizer;
declare function createErrorResponse(code: ErrorResponseCode, details?: ErrorResponseDetails): HttpResponse;
declare function createPermissionCheck(permissions: readonly string[]): PermissionCheck;
declare function createPrincipal(principal: PersonalPrincipal): PersonalPrincipal;
declare function createPrincipal(principal: ServicePrincipal): ServicePrincipal;
declare function createPrincipal(principal: Principal): Principal;
declare function createRedactor(options?: RedactorOptions): Redactor;
declare function createRequestAuthenticator<Request>(caller: string, options: PluginOptions<Request> & NotOptional, read: (request: Request) => RequestFacts): RequestAuthenticator<Request, Principal>;
declare function createRequestAuthenticator<Request>(caller: string, options: PluginOptions<Request>, read: (request: Request) => RequestFacts): RequestAuthenticator<Request>;
declare function createTokenProvider(input: TokenInput, options?: TokenProviderOptions): TokenProvider;
declare function createTransport(caller: string, options: TransportOptions): Transport;
declare function defineTokenFormat<const Environment extends string>(definition: TokenFormatDefinition<Environment>): TokenFormat<Environment>;
declare function documentText(document: string | object): string;
declare const errorCodes: {
    readonly LynkConfigurationError: "configuration";
    readonly LynkTokenError: "token_rejected";
    readonly LynkBadRequestError: "bad_request";
    readonly LynkUnauthorizedError: "unauthorized";
    readonly LynkForbiddenError: "forbidden";
    readonly LynkRateLimitedError: "too_many_requests";
    readonly LynkUnavailableError: "service_unavailable";
    readonly LynkHttpError: "http";
    readonly LynkGraphQLError: "graphql";
    readonly LynkBadResponseError: "bad_response";
    readonly LynkOriginError: "origin";
    readonly LynkNetworkError: "network";
    readonly LynkTimeoutError: "timeout";
    readonly LynkAbortedError: "aborted";
};
declare function explainRejection(reason: Reason, format?: TokenFormat): string;
declare function fromEnv(env?: EnvironmentVariables | undefined, options?: TokenProviderOptions): TokenProvider;
declare function fromFile(path: string, readFile: ReadFile, options?: FromFileOptions): TokenProvider;
declare function generateToken<Environment extends string = 'live' | 'staging' | 'test'>(options: GenerateOptions<Environment>): SecurityToken;
declare function getAuthContext(request: object, caller: string): AuthContext;
declare const getPrincipal: PrincipalAccessor<object>;
declare function hasMethod(value: unknown, name: string): boolean;
declare function instrument(verifier: TokenVerifier, options: InstrumentOptions): TokenVerifier;
declare function isEndpoint(url: string, endpoint: string): boolean;
declare function isJsonType(contentType: string | null | undefined): boolean;
declare function isLynkError(value: unknown): value is LynkError;
declare function isPrincipal(value: unknown): value is Principal;
declare function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T>;
declare function isQueryDocument(document: string, operationName?: string | null): boolean;
declare function isQueryRequest({ method, url, body }: SentRequest, endpoint: string): boolean;
declare function isSecurityToken(value: unknown): value is SecurityToken;
declare function leavesBody({ httpVersionMajor, complete, headers }: IncomingLike): boolean;
declare const lynk: TokenFormat<'live' | 'staging' | 'test'>;
declare function maskToken(token: string, format?: TokenFormat): string;
declare function parseIp(text: string): string | null;
declare function parseIpGroups(text: string): readonly number[] | null;
declare const parseReasons: readonly [
    "missing",
    "includes_scheme",
    "surrounding_whitespace",
    "quoted",
    "unexpanded_variable",
    "masked",
    "placeholder",
    "other_vendor",
    "unknown_prefix",
    "bad_character",
    "too_short",
    "too_long",
    "bad_checksum"
];
declare function parseToken<Environment extends string = 'live' | 'staging' | 'test'>(input: string | null | undefined, options?: ParseOptions<Environment>): ParseResult<Environment>;
declare function principalToClaims(principal: Principal, options?: ClaimsOptions): TokenClaims;
declare function readBearer(value: string | null | undefined): BearerResult;
declare function readBody({ body, status }: Pick<Response, 'body' | 'status'>, maxBytes: number): Promise<Uint8Array>;
declare function readEndpoint(caller: string, endpoint: unknown, allowInsecure: boolean): string;
declare function readGraphQLResult<T>(status: number, headers: ResponseHeaders, body: string, options?: ReadGraphQLResultOptions): GraphQLResult<T>;
declare function readNodeRequest(request: NodeRequestLike): RequestFacts;
declare function readResponse(response: Pick<Response, 'body' | 'status'>, maxBytes: number): Promise<Uint8Array>;
declare function readTokenExpires(headers: ResponseHeaders): number | null;
declare function redact<T>(value: T): T;
declare function resolveClientIp(policy: ClientIpPolicy, source: ClientIpSource): string | undefined;
declare function retryAfterSeconds(value: string | null | undefined, now: number): number | undefined;
declare const rows: {
    readonly bad_request: readonly [
        400,
        "Bad Request"
    ];
    readonly unauthorized: readonly [
        401,
        "Unauthorized"
    ];
    readonly forbidden: readonly [
        403,
        "Forbidden"
    ];
    readonly not_found: readonly [
        404,
        "Not Found"
    ];
    readonly method_not_allowed: readonly [
        405,
        "Method Not Allowed"
    ];
    readonly content_too_large: readonly [
        413,
        "Content Too Large"
    ];
    readonly unsupported_media_type: readonly [
        415,
        "Unsupported Media Type"
    ];
    readonly too_many_requests: readonly [
        429,
        "Too Many Requests"
    ];
    readonly internal_server_error: readonly [
        500,
        "Internal Server Error"
    ];
    readonly service_unavailable: readonly [
        503,
        "Service Unavailable"
    ];
};
declare function sendNodeResponse(errorResponse: HttpResponse, request: IncomingLike, response: NodeResponseLike): void;
declare function setAuthContext(request: object, session: AuthContext): void;
declare function takeToken(provider: TokenProvider, request: TokenRequest): SecurityToken | Promise<SecurityToken>;
declare function toNetworkError(error: unknown): LynkNetworkError;
declare function toResponse(response: HttpResponse): Response;
declare function tokenExpiresHeader(principal: Principal): Readonly<Record<string, string>>;
declare const transportOptionNames: readonly [
    "token",
    "endpoint",
    "retries",
    "timeoutMs",
    "totalTimeoutMs",
    "maxRetryAfterSeconds",
    "maxResponseBytes",
    "onTokenExpiring",
    "format",
    "clock",
    "random"
];
declare function withinTime<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>, { signal: outer, limitMs }?: TimeOptions): Promise<T>;
export { AuthContext };
export { AuthenticateOptions };
export { Authentication };
export { Authenticator };
export { AuthenticatorOptions };
export { Authorizer };
export { BadResponseProblem };
export { BearerErrorCode };
export { BearerResult };
export { ClaimsOptions };
export { ClientIpPolicy };
export { ClientIpSource };
export { EnvironmentVariables };
export { ErrorResponseCode };
export { ErrorResponseDetails };
export { FromFileOptions };
export { GenerateOptions };
export { GraphQLErrorEntry };
export { GraphQLResult };
export { HttpResponse };
export { IncomingLike };
export { InstrumentOptions };
export { LynkAbortedError };
export { LynkBadRequestError };
export { LynkBadResponseError };
export { LynkConfigurationError };
export { LynkError };
export { LynkForbiddenError };
export { LynkGraphQLError };
export { LynkHttpError };
export { LynkNetworkError };
export { LynkOriginError };
export { LynkRateLimitedError };
export { LynkTimeoutError };
export { LynkTokenError };
export { LynkUnauthorizedError };
export { LynkUnavailableError };
export { MeterLike };
export { NodeRequestLike };
export { NodeResponseLike };
export { NotOptional };
export { ParseOptions };
export { ParseReason };
export { ParseResult };
export { ParsedToken };
export { PermissionCheck };
export { PersonalPrincipal };
export { PluginOptions };
export { Principal };
export { PrincipalAccessor };
export { ReadFile };
export { ReadGraphQLResultOptions };
export { Reason };
export { Redactor };
export { RedactorOptions };
export { RequestAuthenticator };
export { RequestFacts };
export { RequestHeaders };
export { RequestLike };
export { ResponseHeaders };
export { SecurityToken };
export { SecurityTokenConstructor };
export { SentRequest };
export { ServicePrincipal };
export { SpanLike };
export { TokenClaims };
export { TokenExpiring };
export { TokenFormat };
export { TokenFormatDefinition };
export { TokenInput };
export { TokenKind };
export { TokenPrefix };
export { TokenProvider };
export { TokenProviderOptions };
export { TokenRequest };
export { TokenVerifier };
export { TracerLike };
export { Transport };
export { TransportAttempt };
export { TransportCall };
export { TransportOptions };
export { TransportResponse };
export { TypedDocument };
export { VerifyContext };
export { VerifyOutcome };
export { VerifyReason };
export { VerifyResult };
export { allowInsecureTransport };
export { allowTokenInBrowser };
export { assertClientIpPolicy };
export { assertOption };
export { assertOptions };
export { assertPermissions };
export { assertRealm };
export { authenticate };
export { authenticateRequest };
export { authorizationValue };
export { bearerChallenge };
export { can };
export { claimsToPrincipal };
export { classifyToken };
export { createAuthenticator };
export { createAuthorizer };
export { createErrorResponse };
export { createPermissionCheck };
export { createPrincipal };
export { createRedactor };
export { createRequestAuthenticator };
export { createTokenProvider };
export { createTransport };
export { defineTokenFormat };
export { documentText };
export { errorCodes };
export { explainRejection };
export { fromEnv };
export { fromFile };
export { generateToken };
export { getAuthContext };
export { getPrincipal };
export { hasMethod };
export { instrument };
export { isEndpoint };
export { isJsonType };
export { isLynkError };
export { isPrincipal };
export { isPromise };
export { isQueryDocument };
export { isQueryRequest };
export { isSecurityToken };
export { leavesBody };
export { lynk };
export { maskToken };
export { parseIp };
export { parseIpGroups };
export { parseReasons };
export { parseToken };
export { principalToClaims };
export { readBearer };
export { readBody };
export { readEndpoint };
export { readGraphQLResult };
export { readNodeRequest };
export { readResponse };
export { readTokenExpires };
export { redact };
export { resolveClientIp };
export { retryAfterSeconds };
export { sendNodeResponse };
export { setAuthContext };
export { takeToken };
export { toNetworkError };
export { toResponse };
export { tokenExpiresHeader };
export { transportOptionNames };
export { withinTime };
