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
  if (permissions.length > 0) {
    const single = permissions.flatMap((alternatives) => (alternatives.length === 1 ? alternatives : []));
    const checks = permissions
      .filter(({ length }) => length > 1)
      .map((alternatives) => createPermissionCheck(alternatives, 'any'));
    if (single.length > 0) checks.unshift(createPermissionCheck(single));
    return (request) => {
      for (const check of checks) {
        const refusal = check(request);
        if (refusal !== null) return refusal;
      }
      return null;
    };
  }
  return (request) => {
    const { principal, realm, formatError } = getAuthContext(request, CALLER);
    if (isPublic || principal !== null) return null;
    const refusal = createErrorResponse('unauthorized', { challenge: bearerChallenge(realm) });
    return formatError === undefined ? refusal : formatError(refusal, request as never);
  };
}
