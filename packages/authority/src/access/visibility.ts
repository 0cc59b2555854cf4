import type { Settings } from '../read-options.ts';
import type { TokenQuery } from '../store/store.ts';
import type { StoredToken } from '../store/views.ts';
import { type Access, hasAllPermissions, hasPermission } from './access.ts';

/** Returns whether the actor may list tokens at all: a signed-in user always, a token only if it manages tokens. */
export const canListTokens = ({ rights }: Settings, access: Access): boolean =>
  access.actor.kind === 'user' || hasPermission(access, rights.manageTokens);

/** Which tokens an actor sees. */
export interface Visibility {
  /** The part of a query that finds them. */
  readonly query: Pick<TokenQuery, 'kind' | 'managedBy'>;
  /** Returns the permissions with which the actor sees a token; `null` if it does not see it. */
  readonly needsOf: (token: StoredToken) => readonly string[] | null;
}

/**
 * Determines which tokens an actor sees.
 *
 * - The system sees all tokens.
 * - An actor that manages tokens and has the right `manageAllTokens` sees all tokens too.
 * - An actor that manages tokens sees those that it manages: a user the own personal tokens, and the service tokens
 *   that the user created, in a session or with a personal token; a service token those that it created.
 * - A user without the right to manage tokens sees the own personal tokens.
 */
export function visibilityOf({ rights }: Settings, access: Access): Visibility {
  const { userId, actor } = access;
  if (actor.kind === 'system') return { query: {}, needsOf: () => [] };
  const isOwn = ({ ownerId }: StoredToken) => ownerId !== null && ownerId === userId;
  const seeAll = [rights.manageTokens, rights.manageAllTokens];
  if (hasAllPermissions(access, seeAll)) {
    return { query: {}, needsOf: (token) => (isOwn(token) ? [] : seeAll) };
  }

  const managedBy = userId === null ? actor : ({ kind: 'user', id: userId } as const);
  if (!hasPermission(access, rights.manageTokens)) {
    return { query: { managedBy, kind: 'personal' }, needsOf: (token) => (isOwn(token) ? [] : null) };
  }
  const isManaged = (token: StoredToken) =>
    token.managedBy.kind === managedBy.kind && token.managedBy.id === managedBy.id;
  return {
    query: { managedBy },
    needsOf(token) {
      if (isOwn(token)) return [];
      return isManaged(token) ? [rights.manageTokens] : null;
    },
  };
}
