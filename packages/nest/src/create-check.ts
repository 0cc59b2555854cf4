import {
  bearerChallenge,
  createErrorResponse,
  createPermissionCheck,
  getAuthContext,
  type PermissionCheck,
} from '@lynk-auth/core/server';
import type { Demand } from './demand-of.ts';

const CALLER = 'LynkAuthGuard';

/**
 * Makes the check behind the guard.
 *
 * @returns The check; it throws where the middleware did not run, whatever is asked for.
 */
export function createCheck({ permissions, isPublic }: Demand): PermissionCheck {
  if (permissions.length > 0) return createPermissionCheck(permissions);
  return (request) => {
    const { principal, realm } = getAuthContext(request, CALLER);
    if (isPublic || principal !== null) return null;
    return createErrorResponse('unauthorized', { challenge: bearerChallenge(realm) });
  };
}
