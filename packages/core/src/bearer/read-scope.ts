import { isScopeToken } from './bearer-challenge.ts';

/** The permissions of a scope (RFC 6749 section 3.3), one space between two; `null` where it is none. */
export function readScope(scope: string): string[] | null {
  const permissions = scope.split(' ');
  return permissions.every(isScopeToken) ? permissions : null;
}
