export { type BearerResult, readBearer } from './bearer/read-bearer.ts';
export { allowInsecureTransport } from './client/allow-insecure-transport.ts';
export { allowTokenInBrowser } from './client/allow-token-in-browser.ts';
export type { TokenExpiring } from './client/create-expiry-watch.ts';
export { createTransport } from './client/create-transport.ts';
export { readBody } from './client/read-body.ts';
export { readEndpoint } from './client/read-endpoint.ts';
export { readResponse } from './client/read-response.ts';
export { readTokenExpires } from './client/read-token-expires.ts';
export { type TransportOptions, transportOptionNames } from './client/read-transport-options.ts';
export { toNetworkError } from './client/to-network-error.ts';
export type { Transport, TransportAttempt, TransportCall, TransportResponse } from './client/transport.ts';
export { withinTime } from './client/within-time.ts';
export {
  type BadResponseProblem,
  errorCodes,
  type GraphQLErrorEntry,
  LynkAbortedError,
  LynkBadRequestError,
  LynkBadResponseError,
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
} from './common/errors.ts';
export { isLynkError } from './common/is-lynk-error.ts';
export type { ResponseHeaders } from './common/read-header.ts';
export { retryAfterSeconds } from './common/retry-after-seconds.ts';
export { documentText, type TypedDocument } from './graphql/document-text.ts';
export { isJsonType } from './graphql/is-json-type.ts';
export { isQueryDocument } from './graphql/is-query-document.ts';
export { isEndpoint, isQueryRequest, type SentRequest } from './graphql/is-query-request.ts';
export {
  type GraphQLResult,
  type ReadGraphQLResultOptions,
  readGraphQLResult,
} from './graphql/read-graphql-result.ts';
export { can } from './principal/can.ts';
export {
  type ClaimsOptions,
  claimsToPrincipal,
  principalToClaims,
  type TokenClaims,
} from './principal/claims.ts';
export { createPrincipal } from './principal/create-principal.ts';
export { isPrincipal } from './principal/is-principal.ts';
export { tokenExpiresHeader } from './principal/token-expires-header.ts';
export { createTokenProvider, type TokenProviderOptions } from './provider/create-token-provider.ts';
export { type EnvironmentVariables, fromEnv } from './provider/from-env.ts';
export { type FromFileOptions, fromFile, type ReadFile } from './provider/from-file.ts';
export { takeToken } from './provider/take-token.ts';
export type { TokenInput, TokenProvider, TokenRequest } from './provider/token-provider.ts';
export { createRedactor, type Redactor, type RedactorOptions } from './redact/create-redactor.ts';
export { redact } from './redact/redact.ts';
// biome-ignore lint/performance/noReExportAll: what both entries offer is listed once, there.
export * from './server/index.ts';
export { classifyToken } from './token/classify-token.ts';
export { defineTokenFormat } from './token/define-token-format.ts';
export { explainRejection } from './token/explain-rejection.ts';
export { type GenerateOptions, generateToken } from './token/generate-token.ts';
export { lynk } from './token/lynk.ts';
export { maskToken } from './token/mask-token.ts';
export { type ParsedToken, type ParseOptions, type ParseResult, parseToken } from './token/parse-token.ts';
export { isSecurityToken, SecurityToken, type SecurityTokenConstructor } from './token/security-token.ts';
export type { TokenFormat, TokenFormatDefinition, TokenPrefix } from './token/token-format.ts';
