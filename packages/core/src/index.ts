// The front door: token format, bearer header, principal, errors and redaction. What plugins and clients are made
// of is behind `@lynk-auth/core/server` and `@lynk-auth/core/client`.
export { type BearerResult, readBearer } from './bearer/read-bearer.ts';
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
} from './errors/errors.ts';
export { isLynkError } from './errors/is-lynk-error.ts';
export { type ParseReason, parseReasons, type Reason, type VerifyReason } from './errors/reasons.ts';
export { can } from './principal/can.ts';
export {
  type ClaimsOptions,
  claimsToPrincipal,
  principalToClaims,
  type TokenClaims,
} from './principal/claims.ts';
export { createPrincipal } from './principal/create-principal.ts';
export { isPrincipal } from './principal/is-principal.ts';
export type { Permission } from './principal/permission.ts';
export type { PersonalPrincipal, Principal, ServicePrincipal, TokenKind } from './principal/principal.ts';
export { createRedactionStream } from './redact/create-redaction-stream.ts';
export { createRedactor, type Redactor, type RedactorOptions } from './redact/create-redactor.ts';
export { redact } from './redact/redact.ts';
export { classifyToken } from './token/classify-token.ts';
export { defineTokenFormat } from './token/define-token-format.ts';
export { explainRejection } from './token/explain-rejection.ts';
export { type GenerateOptions, generateToken } from './token/generate-token.ts';
export { lynk } from './token/lynk.ts';
export { maskToken } from './token/mask-token.ts';
export { type ParsedToken, type ParseOptions, type ParseResult, parseToken } from './token/parse-token.ts';
export { isSecurityToken, SecurityToken, type SecurityTokenConstructor } from './token/security-token.ts';
export type { TokenFormat, TokenFormatDefinition, TokenPrefix } from './token/token-format.ts';
