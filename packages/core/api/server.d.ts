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
type BearerErrorCode = 'invalid_request' | 'invalid_token' | 'insufficient_scope';
type ClientIpPolicy = {
    readonly trustedProxies: number;
} | undefined;
interface ClientIpSource {
    readonly remoteAddress?: string | null | undefined;
    readonly forwardedFor?: string | readonly string[] | null | undefined;
}
type ErrorName = keyof typeof errorCodes;
type ErrorResponseCode = keyof typeof rows;
interface ErrorResponseDetails {
    readonly challenge?: string | undefined;
    readonly retryAfterSeconds?: number | undefined;
    readonly allow?: string | undefined;
}
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
declare class LynkConfigurationError extends LynkErrorBase<'LynkConfigurationError'> {
    constructor(message: string, options?: ErrorOptions);
}
declare abstract class LynkErrorBase<Name extends ErrorName> extends Error {
    readonly code: (typeof errorCodes)[Name];
    readonly name: Name;
    readonly status: number | undefined;
    protected constructor(name: Name, message: string, status?: number, options?: ErrorOptions);
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
type ParseReason = (typeof parseReasons)[number];
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
type Reason = ParseReason | VerifyReason;
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
type TokenKind = 'personal' | 'service';
interface TokenVerifier {
    verify(token: string, context?: VerifyContext): VerifyResult | Promise<VerifyResult>;
}
interface TracerLike {
    startSpan(name: string): SpanLike;
}
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
declare function createAuthenticator(options: AuthenticatorOptions & NotOptional, caller?: string): Authenticator<Principal>;
declare function createAuthenticator(options: AuthenticatorOptions, caller?: string): Authenticator;
declare function createAuthorizer(permissions: readonly string[], realm?: string): Authorizer;
declare function createErrorResponse(code: ErrorResponseCode, details?: ErrorResponseDetails): HttpResponse;
declare function createPermissionCheck(permissions: readonly string[]): PermissionCheck;
declare function createRequestAuthenticator<Request>(caller: string, options: PluginOptions<Request> & NotOptional, read: (request: Request) => RequestFacts): RequestAuthenticator<Request, Principal>;
declare function createRequestAuthenticator<Request>(caller: string, options: PluginOptions<Request>, read: (request: Request) => RequestFacts): RequestAuthenticator<Request>;
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
declare function getAuthContext(request: object, caller: string): AuthContext;
declare const getPrincipal: PrincipalAccessor<object>;
declare function hasMethod(value: unknown, name: string): boolean;
declare function instrument(verifier: TokenVerifier, options: InstrumentOptions): TokenVerifier;
declare function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T>;
declare function leavesBody({ httpVersionMajor, complete, headers }: IncomingLike): boolean;
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
declare function readNodeRequest(request: NodeRequestLike): RequestFacts;
declare function resolveClientIp(policy: ClientIpPolicy, source: ClientIpSource): string | undefined;
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
declare function toResponse(response: HttpResponse): Response;
export { AuthContext };
export { AuthenticateOptions };
export { Authentication };
export { Authenticator };
export { AuthenticatorOptions };
export { Authorizer };
export { BearerErrorCode };
export { ClientIpPolicy };
export { ClientIpSource };
export { ErrorResponseCode };
export { ErrorResponseDetails };
export { HttpResponse };
export { IncomingLike };
export { InstrumentOptions };
export { LynkConfigurationError };
export { MeterLike };
export { NodeRequestLike };
export { NodeResponseLike };
export { NotOptional };
export { ParseReason };
export { PermissionCheck };
export { PersonalPrincipal };
export { PluginOptions };
export { Principal };
export { PrincipalAccessor };
export { Reason };
export { RequestAuthenticator };
export { RequestFacts };
export { RequestHeaders };
export { RequestLike };
export { ServicePrincipal };
export { SpanLike };
export { TokenKind };
export { TokenVerifier };
export { TracerLike };
export { VerifyContext };
export { VerifyOutcome };
export { VerifyReason };
export { VerifyResult };
export { assertClientIpPolicy };
export { assertOption };
export { assertOptions };
export { assertPermissions };
export { assertRealm };
export { authenticate };
export { authenticateRequest };
export { authorizationValue };
export { bearerChallenge };
export { createAuthenticator };
export { createAuthorizer };
export { createErrorResponse };
export { createPermissionCheck };
export { createRequestAuthenticator };
export { getAuthContext };
export { getPrincipal };
export { hasMethod };
export { instrument };
export { isPromise };
export { leavesBody };
export { parseIp };
export { parseIpGroups };
export { parseReasons };
export { readNodeRequest };
export { resolveClientIp };
export { sendNodeResponse };
export { setAuthContext };
export { toResponse };
