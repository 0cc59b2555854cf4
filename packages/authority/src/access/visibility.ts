import type { Settings } from '../read-options.ts';
import type { ActorRef, StoredToken } from '../store/views.ts';
import { type Access, hasAllPermissions, hasPermission } from './access.ts';

/** Returns whether the actor may list tokens at all: a signed-in user always, a token only if it manages tokens. */
export const canListTokens = ({ rights }: Settings, access: Access): boolean =>
  access.actor.kind === 'user' || hasPermission(access, rights.manageTokens);

/** Needed to see all service tokens of the organization. */
export const seeAllPermissions = ({ rights }: Settings): readonly string[] => [
  rights.manageTokens,
  rights.manageAllTokens,
];

/**
 * Reads which tokens an actor sees.
 *
 * - The system sees all tokens.
 * - A personal token is visible to its owner only.
 * - A service token is visible to actors that manage tokens: with the right `manageAllTokens` to all of them,
 *   otherwise to its creator, whether the creator used a session or a personal token.
 *
 * @returns A function that returns the permissions with which the actor sees a token; `null` if it does not see it.
 */
export async function readVisibility(
  settings: Settings,
  access: Access,
): Promise<(token: StoredToken) => readonly string[] | null> {
  const { store, rights } = settings;
  const { organizationId, userId, actor } = access;
  if (actor.kind === 'system') return () => [];
  const ifOwn = ({ ownerId }: StoredToken) => (ownerId !== null && ownerId === userId ? [] : null);
  if (!hasPermission(access, rights.manageTokens)) return ifOwn;
  const seeAll = seeAllPermissions(settings);
  if (hasAllPermissions(access, seeAll)) {
    return (token) => (token.kind === 'service' ? seeAll : ifOwn(token));
  }

  const creators = new Set([creatorKey(actor)]);
  if (userId !== null) {
    creators.add(creatorKey({ kind: 'user', id: userId }));
    for (const { id } of await store.listTokens({ organizationId, kind: 'personal', ownerId: userId })) {
      creators.add(creatorKey({ kind: 'token', id }));
    }
  }
  const ifCreator = ({ createdBy }: StoredToken) =>
    creators.has(creatorKey(createdBy)) ? [rights.manageTokens] : null;
  return (token) => (token.kind === 'service' ? ifCreator(token) : ifOwn(token));
}

/** The kind belongs to it: the host chooses the ids of users, and one may be the id of a token. */
const creatorKey = ({ kind, id }: ActorRef): string => `${kind}:${id}`;
