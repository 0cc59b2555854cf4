type AnswerCode = keyof typeof rows;
interface AnswerDetails {
    readonly challenge?: string | undefined;
    readonly retryAfterSeconds?: number | undefined;
    readonly allow?: string | undefined;
}
type AnswerHeaders = {
    get(name: string): unknown;
} | Readonly<Record<string, string | readonly string[] | number | undefined>>;
type Attributes = {
    [name: string]: string;
};
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
    readonly answer: HttpAnswer;
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
    refusal(principal: Principal | null): HttpAnswer | null;
}
type BadAnswerProblem = 'not_json' | 'wrong_shape' | 'wrong_content_type' | 'too_large' | 'redirect';
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
interface FromFileOptions extends TokenProviderOptions {
    readonly maxAgeSeconds?: number;
    readonly now?: () => number;
}
interface GenerateOptions<Environment extends string = string> {
    readonly kind: TokenKind;
    readonly environment: Environment;
    readonly scheme?: Scheme<Environment>;
    readonly fillRandom?: (bytes: Uint8Array) => unknown;
}
type GraphQLAnswer<T> = {
    readonly ok: true;
    readonly data: T;
} | {
    readonly ok: false;
    readonly error: LynkError;
};
interface GraphQLErrorEntry {
    readonly message: string;
    readonly code: string | undefined;
    readonly path: readonly (string | number)[] | undefined;
}
interface HttpAnswer {
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
declare class LynkBadAnswerError extends LynkErrorBase<'LynkBadAnswerError'> {
    readonly problem: BadAnswerProblem;
    constructor(problem: BadAnswerProblem, status?: number);
}
declare class LynkBadRequestError extends LynkErrorBase<'LynkBadRequestError'> {
    constructor(message?: string);
}
declare class LynkConfigurationError extends LynkErrorBase<'LynkConfigurationError'> {
    constructor(message: string, options?: ErrorOptions);
}
type LynkError = LynkConfigurationError | LynkTokenError | LynkBadRequestError | LynkUnauthorizedError | LynkForbiddenError | LynkRateLimitedError | LynkUnavailableError | LynkHttpError | LynkGraphQLError | LynkBadAnswerError | LynkOriginError | LynkNetworkError | LynkTimeoutError | LynkAbortedError;
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
    readonly scheme?: Scheme<Environment>;
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
type PermissionCheck = (carrier: object) => HttpAnswer | null;
interface PersonalPrincipal extends PrincipalBase {
    readonly kind: 'personal';
    readonly userId: string;
}
interface PluginOptions<Request> extends AuthenticatorOptions {
    readonly clientIp?: ClientIpPolicy | ((request: Request) => string | undefined);
}
type Principal = PersonalPrincipal | ServicePrincipal;
interface PrincipalAccessor<Carrier extends object> {
    (carrier: Carrier): Principal;
    (carrier: Carrier, options: {
        readonly optional: true;
    }): Principal | null;
}
interface PrincipalBase {
    readonly tokenId: string;
    readonly organizationId: string;
    readonly permissions: readonly string[];
    readonly expiresAt: number | null;
}
interface ReadAnswerOptions {
    readonly redact?: Redactor;
    readonly now?: () => number;
}
type ReadFile = (path: string) => string | Uint8Array | Promise<string | Uint8Array>;
type Reason = ParseReason | VerifyReason;
type Redactor = <T>(value: T) => T;
interface RedactorOptions {
    readonly schemes?: readonly Scheme[];
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
interface Scheme<Environment extends string = string> {
    readonly brand: string;
    readonly environments: readonly Environment[];
    readonly variables: readonly string[];
    readonly prefixes: readonly TokenPrefix<Environment>[];
}
interface SchemeDefinition<Environment extends string = string> {
    readonly brand: string;
    readonly kinds?: {
        readonly personal?: string;
        readonly service?: string;
    };
    readonly environments: readonly Environment[];
    readonly variables?: readonly string[];
}
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
interface Session {
    readonly principal: Principal | null;
    readonly realm: string;
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
    readonly scheme?: Scheme;
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
    readonly maxAnswerBytes: number;
    send<A extends TransportAnswer>(call: TransportCall, attempt: (attempt: TransportTry) => Promise<A>): Promise<A>;
}
interface TransportAnswer {
    readonly status: number;
    readonly headers: AnswerHeaders;
    discard?(): void;
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
    readonly maxAnswerBytes?: number | undefined;
    readonly onTokenExpiring?: ((notice: TokenExpiring) => unknown) | undefined;
    readonly scheme?: Scheme | undefined;
    readonly clock?: {
        wall(): number;
        monotonic(): number;
    } | undefined;
    readonly random?: (() => number) | undefined;
    readonly [allowInsecureTransport]?: boolean | undefined;
    readonly [allowTokenInBrowser]?: boolean | undefined;
}
interface TransportTry {
    readonly url: string;
    readonly authorization: string;
    readonly token: SecurityToken;
    readonly signal: AbortSignal;
    readonly timeoutMs: number;
    timeLeftMs(): number;
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
declare function assertClientIpPolicy(subject: string, policy: unknown): asserts policy is ClientIpPolicy;
declare function assertOption(subject: string, holds: boolean, sentence: string): asserts holds;
declare function assertOptions(subject: string, options: unknown, names: readonly string[]): void;
declare function assertPermissions(subject: string, permissions: unknown): asserts permissions is readonly string[];
declare function assertRealm(subject: string, realm: unknown): asserts realm is string;
declare function authenticate(value: string | null | undefined, verifier: TokenVerifier, options?: AuthenticateOptions & NotOptional): Authentication<Principal> | Promise<Authentication<Principal>>;
declare function authenticate(value: string | null | undefined, verifier: TokenVerifier, options?: AuthenticateOptions): Authentication | Promise<Authentication>;
declare function authenticateRequest(request: RequestLike, verifier: TokenVerifier, options?: AuthenticateOptions & NotOptional): Authentication<Principal> | Promise<Authentication<Principal>>;
declare function authenticateRequest(request: RequestLike, verifier: TokenVerifier, options?: AuthenticateOptions): Authentication | Promise<Authentication>;
declare function authorizationValue(request: RequestHeaders): string | undefined;
declare function bearerChallenge(realm: string, error?: BearerErrorCode, permissions?: readonly string[]): string;
declare function can(principal: Principal | null | undefined, permission: string): boolean;
declare function claimsToPrincipal(claims: unknown): Principal | null;
declare function classifyToken<Environment extends string = 'live' | 'staging' | 'test'>(token: string, scheme?: Scheme<Environment>): TokenPrefix<Environment> | null;
declare function createAnswer(code: AnswerCode, details?: AnswerDetails): HttpAnswer;
declare function createAuthenticator(options: AuthenticatorOptions & NotOptional, subject?: string): Authenticator<Principal>;
declare function createAuthenticator(options: AuthenticatorOptions, subject?: string): Authenticator;
declare function createAuthorizer(permissions: readonly string[], realm?: string): Authorizer;
declare function createPermissionCheck(permissions: readonly string[]): PermissionCheck;
declare function createPrincipal(principal: PersonalPrincipal): PersonalPrincipal;
declare function createPrincipal(principal: ServicePrincipal): ServicePrincipal;
declare function createPrincipal(principal: Principal): Principal;
declare function createRedactor(options?: RedactorOptions): Redactor;
declare function createRequestAuthenticator<Request>(subject: string, options: PluginOptions<Request> & NotOptional, read: (request: Request) => RequestFacts): RequestAuthenticator<Request, Principal>;
declare function createRequestAuthenticator<Request>(subject: string, options: PluginOptions<Request>, read: (request: Request) => RequestFacts): RequestAuthenticator<Request>;
declare function createTokenProvider(input: TokenInput, options?: TokenProviderOptions): TokenProvider;
declare function createTransport(subject: string, options: TransportOptions): Transport;
declare function defineScheme<const Environment extends string>(definition: SchemeDefinition<Environment>): Scheme<Environment>;
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
    readonly LynkBadAnswerError: "bad_answer";
    readonly LynkOriginError: "origin";
    readonly LynkNetworkError: "network";
    readonly LynkTimeoutError: "timeout";
    readonly LynkAbortedError: "aborted";
};
declare function explainRejection(reason: Reason, scheme?: Scheme): string;
declare function fromEnv(env?: EnvironmentVariables | undefined, options?: TokenProviderOptions): TokenProvider;
declare function fromFile(path: string, readFile: ReadFile, options?: FromFileOptions): TokenProvider;
declare function generateToken<Environment extends string = 'live' | 'staging' | 'test'>(options: GenerateOptions<Environment>): SecurityToken;
declare const getPrincipal: PrincipalAccessor<object>;
declare function getSession(carrier: object, subject: string): Session;
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
declare const lynk: Scheme<'live' | 'staging' | 'test'>;
declare function maskToken(token: string, scheme?: Scheme): string;
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
declare function readAnswer(response: Pick<Response, 'body' | 'status'>, maxBytes: number): Promise<Uint8Array>;
declare function readBearer(value: string | null | undefined): BearerResult;
declare function readBody({ body, status }: Pick<Response, 'body' | 'status'>, maxBytes: number): Promise<Uint8Array>;
declare function readEndpoint(subject: string, endpoint: unknown, allowInsecure: boolean): string;
declare function readGraphQLAnswer<T>(status: number, headers: AnswerHeaders, body: string, options?: ReadAnswerOptions): GraphQLAnswer<T>;
declare function readNodeRequest(request: NodeRequestLike): RequestFacts;
declare function readTokenExpires(headers: AnswerHeaders): number | null;
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
declare function sendNodeAnswer(answer: HttpAnswer, request: IncomingLike, response: NodeResponseLike): void;
declare function setSession(carrier: object, session: Session): void;
declare function takeToken(provider: TokenProvider, request: TokenRequest): SecurityToken | Promise<SecurityToken>;
declare function toNetworkError(error: unknown): LynkNetworkError;
declare function toResponse(answer: HttpAnswer): Response;
declare function tokenExpiresHeader(principal: Principal): Readonly<Record<string, string>>;
declare const transportOptionNames: readonly [
    "token",
    "endpoint",
    "retries",
    "timeoutMs",
    "totalTimeoutMs",
    "maxRetryAfterSeconds",
    "maxAnswerBytes",
    "onTokenExpiring",
    "scheme",
    "clock",
    "random"
];
declare function withinTime<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>, { signal: outer, limitMs }?: TimeOptions): Promise<T>;
export { AnswerCode };
export { AnswerDetails };
export { AnswerHeaders };
export { AuthenticateOptions };
export { Authentication };
export { Authenticator };
export { AuthenticatorOptions };
export { Authorizer };
export { BadAnswerProblem };
export { BearerErrorCode };
export { BearerResult };
export { ClaimsOptions };
export { ClientIpPolicy };
export { ClientIpSource };
export { EnvironmentVariables };
export { FromFileOptions };
export { GenerateOptions };
export { GraphQLAnswer };
export { GraphQLErrorEntry };
export { HttpAnswer };
export { IncomingLike };
export { InstrumentOptions };
export { LynkAbortedError };
export { LynkBadAnswerError };
export { LynkBadRequestError };
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
export { ReadAnswerOptions };
export { ReadFile };
export { Reason };
export { Redactor };
export { RedactorOptions };
export { RequestAuthenticator };
export { RequestFacts };
export { RequestHeaders };
export { RequestLike };
export { Scheme };
export { SchemeDefinition };
export { SecurityToken };
export { SecurityTokenConstructor };
export { SentRequest };
export { ServicePrincipal };
export { Session };
export { SpanLike };
export { TokenClaims };
export { TokenExpiring };
export { TokenInput };
export { TokenKind };
export { TokenPrefix };
export { TokenProvider };
export { TokenProviderOptions };
export { TokenRequest };
export { TokenVerifier };
export { TracerLike };
export { Transport };
export { TransportAnswer };
export { TransportCall };
export { TransportOptions };
export { TransportTry };
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
export { createAnswer };
export { createAuthenticator };
export { createAuthorizer };
export { createPermissionCheck };
export { createPrincipal };
export { createRedactor };
export { createRequestAuthenticator };
export { createTokenProvider };
export { createTransport };
export { defineScheme };
export { documentText };
export { errorCodes };
export { explainRejection };
export { fromEnv };
export { fromFile };
export { generateToken };
export { getPrincipal };
export { getSession };
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
export { readAnswer };
export { readBearer };
export { readBody };
export { readEndpoint };
export { readGraphQLAnswer };
export { readNodeRequest };
export { readTokenExpires };
export { redact };
export { resolveClientIp };
export { retryAfterSeconds };
export { sendNodeAnswer };
export { setSession };
export { takeToken };
export { toNetworkError };
export { toResponse };
export { tokenExpiresHeader };
export { transportOptionNames };
export { withinTime };
