import { LynkConfigurationError } from '../common/errors.ts';
import type { Principal } from '../principal/principal.ts';

/** What a plugin leaves on a request that it let through. */
export interface Session {
  /** `null` only in optional mode, where no credentials were sent. */
  readonly principal: Principal | null;
  /** Of the plugin's challenges, for those that follow. */
  readonly realm: string;
}

// In the registry of symbols: a plugin may use another copy of this package.
const SESSION = Symbol.for('@lynk-auth/session');

type Carrier = { [SESSION]?: Session };

/**
 * Leaves on a request who asks. Its key is a symbol: it is in no listing of keys, and in no JSON.
 *
 * @param carrier The object that the framework keeps for the request.
 * @param session Who asks, and the realm.
 */
export function setSession(carrier: object, session: Session): void {
  // Plainly: to define a property that is not listed costs more than all the rest of a plugin.
  (carrier as Carrier)[SESSION] = Object.freeze({ principal: session.principal, realm: session.realm });
}

/**
 * Reads who asks.
 *
 * @param carrier The object that the framework keeps for the request.
 * @param subject Who reads, for the message.
 * @throws {LynkConfigurationError} where no plugin ran: the route would be open.
 */
export function getSession(carrier: object, subject: string): Session {
  const session = (carrier as Carrier | null | undefined)?.[SESSION];
  if (session === undefined) {
    throw new LynkConfigurationError(`${subject}: lynkAuth did not run before, so nobody was authenticated.`);
  }
  return session;
}
