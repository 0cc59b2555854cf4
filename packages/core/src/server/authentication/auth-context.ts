import { LynkConfigurationError } from '../../errors/errors.ts';
import type { Principal } from '../../principal/principal.ts';
import type { ErrorFormatter } from '../response/error-format.ts';

/** What a plugin stores on a request that it has authenticated. */
export interface AuthContext {
  /** `null` only in optional mode, for a request without credentials. */
  readonly principal: Principal | null;
  /** The realm of the plugin's challenges, for the permission checks that follow. */
  readonly realm: string;
  /** Gives the error responses of the permission checks that follow their body. Absent: the default. */
  readonly formatError?: ErrorFormatter<never> | undefined;
}

// In the global symbol registry, because a plugin may use another copy of this package.
const AUTH_CONTEXT = Symbol.for('@lynk-auth/auth-context');

type RequestObject = { [AUTH_CONTEXT]?: AuthContext };

/**
 * Stores the auth context on a request. The key is a symbol, so it does not appear in `Object.keys` or JSON.
 *
 * @param request The framework's request object.
 * @param context The principal, the realm and the format of error responses.
 */
export function setAuthContext(request: object, context: AuthContext): void {
  // A plain assignment: defining a non-enumerable property costs more than the rest of a plugin.
  (request as RequestObject)[AUTH_CONTEXT] = {
    principal: context.principal,
    realm: context.realm,
    formatError: context.formatError,
  };
}

/**
 * Reads the auth context of a request.
 *
 * @param request The framework's request object.
 * @param caller The function that reads it, for the message.
 * @returns The principal and the realm.
 * @throws {LynkConfigurationError} if no plugin ran before: the route would be unprotected.
 */
export function getAuthContext(request: object, caller: string): AuthContext {
  const context = (request as RequestObject | null | undefined)?.[AUTH_CONTEXT];
  if (context === undefined) {
    throw new LynkConfigurationError(
      `${caller}: lynkAuth did not run before this handler. Register it first.`,
    );
  }
  return context;
}
