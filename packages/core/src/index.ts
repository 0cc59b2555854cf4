export { allowInsecureTransport } from './allow-insecure-transport.ts';
export { allowTokenInBrowser } from './allow-token-in-browser.ts';
export { assertOption, assertOptions, hasMethod } from './assert-options.ts';
export { type AuthenticateOptions, authenticate } from './authenticate.ts';
export { authenticateRequest, type RequestLike } from './authenticate-request.ts';
export { authorizationValue, type RequestHeaders } from './authorization-value.ts';
export { assertPermissions, assertRealm, type BearerErrorCode, bearerChallenge } from './bearer-challenge.ts';
export { can } from './can.ts';
export { type ClaimsOptions, claimsToPrincipal, principalToClaims, type TokenClaims } from './claims.ts';
export { classifyToken } from './classify-token.ts';
export { type AnswerCode, type AnswerDetails, createAnswer, type HttpAnswer } from './create-answer.ts';
export {
  type Authentication,
  type Authenticator,
  type AuthenticatorOptions,
  createAuthenticator,
} from './create-authenticator.ts';
export { type Authorizer, createAuthorizer } from './create-authorizer.ts';
export type { TokenExpiring } from './create-expiry-watch.ts';
export { createPermissionCheck, type PermissionCheck } from './create-permission-check.ts';
export { createPrincipal } from './create-principal.ts';
export { createRedactor, type Redactor, type RedactorOptions } from './create-redactor.ts';
export {
  createRequestAuthenticator,
  type PluginOptions,
  type RequestAuthenticator,
  type RequestFacts,
} from './create-request-authenticator.ts';
export { createTokenProvider, type TokenProviderOptions } from './create-token-provider.ts';
export { createTransport } from './create-transport.ts';
export { defineScheme } from './define-scheme.ts';
export { documentText, type TypedDocument } from './document-text.ts';
export {
  type BadAnswerProblem,
  errorCodes,
  type GraphQLErrorEntry,
  LynkAbortedError,
  LynkBadAnswerError,
  LynkBadRequestError,
  LynkConfigurationError,
  type LynkError,
  LynkForbiddenError,
  LynkGraphQLError,
  LynkHttpError,
  LynkNetworkError,
  LynkOriginError,
  LynkRateLimitedError,
  LynkTimeoutError,
  LynkTokenError,
  LynkUnauthorizedError,
  LynkUnavailableError,
} from './errors.ts';
export { explainRejection } from './explain-rejection.ts';
export { type EnvironmentVariables, fromEnv } from './from-env.ts';
export { type FromFileOptions, fromFile, type ReadFile } from './from-file.ts';
export { type GenerateOptions, generateToken } from './generate-token.ts';
export { getPrincipal, type PrincipalAccessor } from './get-principal.ts';
export {
  type InstrumentOptions,
  instrument,
  type MeterLike,
  type SpanLike,
  type TracerLike,
  type VerifyOutcome,
} from './instrument.ts';
export { isJsonType } from './is-json-type.ts';
export { isLynkError } from './is-lynk-error.ts';
export { isPrincipal } from './is-principal.ts';
export { isQueryDocument } from './is-query-document.ts';
export { isEndpoint, isQueryRequest, type SentRequest } from './is-query-request.ts';
export { type IncomingLike, leavesBody } from './leaves-body.ts';
export { lynk } from './lynk.ts';
export { maskToken } from './mask-token.ts';
export { parseIp, parseIpGroups } from './parse-ip.ts';
export { type ParsedToken, type ParseOptions, type ParseResult, parseToken } from './parse-token.ts';
export type { PersonalPrincipal, Principal, ServicePrincipal, TokenKind } from './principal.ts';
export { readAnswer } from './read-answer.ts';
export { type BearerResult, readBearer } from './read-bearer.ts';
export { readBody } from './read-body.ts';
export { readEndpoint } from './read-endpoint.ts';
export { type GraphQLAnswer, type ReadAnswerOptions, readGraphQLAnswer } from './read-graphql-answer.ts';
export type { AnswerHeaders } from './read-header.ts';
export { type NodeRequestLike, readNodeRequest } from './read-node-request.ts';
export { readTokenExpires } from './read-token-expires.ts';
export { type TransportOptions, transportOptionNames } from './read-transport-options.ts';
export { type ParseReason, parseReasons, type Reason, type VerifyReason } from './reasons.ts';
export { redact } from './redact.ts';
export {
  assertClientIpPolicy,
  type ClientIpPolicy,
  type ClientIpSource,
  resolveClientIp,
} from './resolve-client-ip.ts';
export { retryAfterSeconds } from './retry-after-seconds.ts';
export type { Scheme, SchemeDefinition, TokenPrefix } from './scheme.ts';
export { isSecurityToken, SecurityToken, type SecurityTokenConstructor } from './security-token.ts';
export { type NodeResponseLike, sendNodeAnswer } from './send-node-answer.ts';
export { getSession, type Session, setSession } from './session.ts';
export { takeToken } from './take-token.ts';
export { toNetworkError } from './to-network-error.ts';
export { toResponse } from './to-response.ts';
export { tokenExpiresHeader } from './token-expires-header.ts';
export type { TokenInput, TokenProvider, TokenRequest } from './token-provider.ts';
export type { TokenVerifier, VerifyContext, VerifyResult } from './token-verifier.ts';
export type { Transport, TransportAnswer, TransportCall, TransportTry } from './transport.ts';
export { isPromise } from './when-there.ts';
export { withinTime } from './within-time.ts';
