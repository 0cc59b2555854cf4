// What stands between a framework and a verifier: plugins are made of it, and import no more than this.
export { authorizationValue, type RequestHeaders } from '../bearer/authorization-value.ts';
export {
  assertPermissions,
  assertRealm,
  type BearerErrorCode,
  bearerChallenge,
} from '../bearer/bearer-challenge.ts';
export { assertOption, assertOptions, hasMethod } from '../common/assert-options.ts';
export { LynkConfigurationError } from '../common/errors.ts';
export { type ParseReason, parseReasons, type Reason, type VerifyReason } from '../common/reasons.ts';
export { isPromise } from '../common/when-there.ts';
export type { PersonalPrincipal, Principal, ServicePrincipal, TokenKind } from '../principal/principal.ts';
export { type AuthContext, getAuthContext, setAuthContext } from './auth-context.ts';
export { type AuthenticateOptions, authenticate } from './authenticate.ts';
export { authenticateRequest, type RequestLike } from './authenticate-request.ts';
export {
  type Authentication,
  type Authenticator,
  type AuthenticatorOptions,
  createAuthenticator,
  type NotOptional,
} from './create-authenticator.ts';
export { type Authorizer, createAuthorizer } from './create-authorizer.ts';
export {
  createErrorResponse,
  type ErrorResponseCode,
  type ErrorResponseDetails,
  type HttpResponse,
} from './create-error-response.ts';
export { createPermissionCheck, type PermissionCheck } from './create-permission-check.ts';
export {
  createRequestAuthenticator,
  type PluginOptions,
  type RequestAuthenticator,
  type RequestFacts,
} from './create-request-authenticator.ts';
export { getPrincipal, type PrincipalAccessor } from './get-principal.ts';
export {
  type InstrumentOptions,
  instrument,
  type MeterLike,
  type SpanLike,
  type TracerLike,
  type VerifyOutcome,
} from './instrument.ts';
export { type IncomingLike, leavesBody } from './leaves-body.ts';
export { parseIp, parseIpGroups } from './parse-ip.ts';
export { type NodeRequestLike, readNodeRequest } from './read-node-request.ts';
export {
  assertClientIpPolicy,
  type ClientIpPolicy,
  type ClientIpSource,
  resolveClientIp,
} from './resolve-client-ip.ts';
export { type NodeResponseLike, sendNodeResponse } from './send-node-response.ts';
export { toResponse } from './to-response.ts';
export type { TokenVerifier, VerifyContext, VerifyResult } from './token-verifier.ts';
