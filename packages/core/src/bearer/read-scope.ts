import { isScopeToken } from './bearer-challenge.ts';

/** Splits a scope (RFC 6749 section 3.3) into permissions; `null` if it is malformed. */
export function readScope(scope: string): string[] | null {
  const permissions = scope.split(' ');
  return permissions.every(isScopeToken) ? permissions : null;
}
