import {
  bearerChallenge,
  createAnswer,
  createPermissionCheck,
  getSession,
  type PermissionCheck,
} from '@lynk-auth/core/server';
import type { Demand } from './demand-of.ts';

const SUBJECT = 'LynkAuthGuard';

/**
 * Makes the check behind the guard.
 *
 * @returns The check; it throws where the middleware did not run, whatever is asked for.
 */
export function createCheck({ permissions, isPublic }: Demand): PermissionCheck {
  if (permissions.length > 0) return createPermissionCheck(permissions);
  return (carrier) => {
    const { principal, realm } = getSession(carrier, SUBJECT);
    if (isPublic || principal !== null) return null;
    return createAnswer('unauthorized', { challenge: bearerChallenge(realm) });
  };
}
