// What a framework plugin is made of: it authenticates requests, checks permissions and creates error responses.
export type { BearerErrorCode } from '../bearer/bearer-challenge.ts';
export { bearerChallenge } from '../bearer/bearer-challenge.ts';
export type { ParseReason, Reason, VerifyReason } from '../errors/reasons.ts';
export type { Permission, Permissions } from '../principal/permission.ts';
export type { PersonalPrincipal, Principal, ServicePrincipal, TokenKind } from '../principal/principal.ts';
export { tokenExpiresHeader } from '../principal/token-expires-header.ts';
export { type AuthContext, getAuthContext, setAuthContext } from './authentication/auth-context.ts';
export { type AuthenticateOptions, authenticate } from './authentication/authenticate.ts';
export { authenticateRequest, type RequestLike } from './authentication/authenticate-request.ts';
export { authorizationValue, type RequestHeaders } from './authentication/authorization-value.ts';
export {
  type Authentication,
  type Authenticator,
  type AuthenticatorOptions,
  createAuthenticator,
  type NotOptional,
} from './authentication/create-authenticator.ts';
export {
  createRequestAuthenticator,
  type PluginOptions,
  type RequestAuthenticator,
  type RequestFacts,
} from './authentication/create-request-authenticator.ts';
export { getPrincipal, type PrincipalAccessor } from './authentication/get-principal.ts';
export { type NodeRequestLike, readNodeRequest } from './authentication/read-node-request.ts';
export type { TokenVerifier, VerifyContext, VerifyResult } from './authentication/token-verifier.ts';
export {
  type Authorizer,
  type AuthorizerOptions,
  createAuthorizer,
  type PermissionNeed,
} from './authorization/create-authorizer.ts';
export { createPermissionCheck, type PermissionCheck } from './authorization/create-permission-check.ts';
export {
  createPermissionGuard,
  type RequirePermission,
} from './authorization/create-permission-guard.ts';
export { parseIp } from './client-ip/parse-ip.ts';
export {
  assertClientIpPolicy,
  type ClientIpPolicy,
  type ClientIpSource,
  resolveClientIp,
} from './client-ip/resolve-client-ip.ts';
export {
  type InstrumentOptions,
  instrument,
  type MeterLike,
  type SpanLike,
  type TracerLike,
  type VerifyOutcome,
} from './instrument.ts';
export { openApiSecurityScheme } from './open-api-security-scheme.ts';
export {
  createErrorResponse,
  type ErrorResponseCode,
  type ErrorResponseDetails,
  type HttpResponse,
} from './response/create-error-response.ts';
export { discardRequestBody, type IncomingLike } from './response/discard-request-body.ts';
export type { ErrorFormat, ErrorFormatter, Refusal } from './response/error-format.ts';
export { type NodeResponseLike, sendNodeResponse } from './response/send-node-response.ts';
export { toResponse } from './response/to-response.ts';
