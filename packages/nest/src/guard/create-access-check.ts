import {
  bearerChallenge,
  createErrorResponse,
  createPermissionCheck,
  getAuthContext,
  type PermissionCheck,
} from '@lynk-auth/core/server';
import type { Requirements } from '../decorators/read-requirements.ts';

const CALLER = 'LynkAuthGuard';

/**
 * Creates the check that the guard runs for a handler or an operation.
 *
 * @param requirements The permissions, and whether a request without credentials is accepted.
 * @returns The check. It throws if the middleware did not run, for a public handler too.
 */
export function createAccessCheck({ permissions, isPublic }: Requirements): PermissionCheck {
  if (permissions.length > 0) return createPermissionCheck(permissions);
  return (request) => {
    const { principal, realm, formatError } = getAuthContext(request, CALLER);
    if (isPublic || principal !== null) return null;
    const refusal = createErrorResponse('unauthorized', { challenge: bearerChallenge(realm) });
    return formatError === undefined ? refusal : formatError(refusal, request as never);
  };
}
