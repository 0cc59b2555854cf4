import { LynkConfigurationError } from '../../errors/errors.ts';
import type { Principal } from '../../principal/principal.ts';

/** What a plugin leaves on a request that it let through. */
export interface AuthContext {
  /** `null` only in optional mode, where no credentials were sent. */
  readonly principal: Principal | null;
  /** Of the plugin's challenges, for those that follow. */
  readonly realm: string;
}

// In the registry of symbols: a plugin may use another copy of this package.
const SESSION = Symbol.for('@lynk-auth/auth-context');

type RequestObject = { [SESSION]?: AuthContext };

/**
 * Leaves on a request who asks. Its key is a symbol: it is in no listing of keys, and in no JSON.
 *
 * @param request The object that the framework keeps for the request.
 * @param session Who asks, and the realm.
 */
export function setAuthContext(request: object, session: AuthContext): void {
  // Plainly: to define a property that is not listed costs more than all the rest of a plugin.
  (request as RequestObject)[SESSION] = Object.freeze({ principal: session.principal, realm: session.realm });
}

/**
 * Reads who asks.
 *
 * @param request The object that the framework keeps for the request.
 * @param caller Who reads, for the message.
 * @throws {LynkConfigurationError} where no plugin ran: the route would be open.
 */
export function getAuthContext(request: object, caller: string): AuthContext {
  const session = (request as RequestObject | null | undefined)?.[SESSION];
  if (session === undefined) {
    throw new LynkConfigurationError(`${caller}: lynkAuth did not run before, so nobody was authenticated.`);
  }
  return session;
}
