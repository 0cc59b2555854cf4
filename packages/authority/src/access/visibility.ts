import type { Settings } from '../read-options.ts';
import type { ActorRef, TokenView } from '../store/views.ts';
import { type Access, hasPermission } from './access.ts';

/** Returns whether the actor may list tokens at all: a signed-in user always, a token only if it manages tokens. */
export const canListTokens = (access: Access): boolean =>
  access.actor.kind === 'user' || hasPermission(access, 'manage_api_tokens');

/** Returns whether the actor sees all service tokens of the organization. */
export const seesAllServiceTokens = (access: Access): boolean =>
  hasPermission(access, 'manage_api_tokens') && hasPermission(access, 'update_organization');

/**
 * Reads which tokens an actor sees.
 *
 * - The system sees all tokens.
 * - A personal token is visible to its owner only.
 * - A service token is visible to actors that manage tokens: with `update_organization` to all of them,
 *   otherwise to its creator, whether the creator used a session or a personal token.
 *
 * @returns A function that returns whether the actor sees a token.
 */
export async function readVisibility(
  { store }: Settings,
  access: Access,
): Promise<(token: TokenView) => boolean> {
  const { organizationId, userId, actor } = access;
  if (actor.kind === 'system') return () => true;
  const owns = ({ ownerId }: TokenView) => ownerId !== null && ownerId === userId;
  if (!hasPermission(access, 'manage_api_tokens')) return owns;
  if (seesAllServiceTokens(access)) return (token) => token.kind === 'service' || owns(token);

  const creators = new Set([creatorKey(actor)]);
  if (userId !== null) {
    creators.add(creatorKey({ kind: 'user', id: userId }));
    for (const { id } of await store.listTokens({ organizationId, kind: 'personal', ownerId: userId })) {
      creators.add(creatorKey({ kind: 'token', id }));
    }
  }
  return (token) => (token.kind === 'service' ? creators.has(creatorKey(token.createdBy)) : owns(token));
}

/** The kind belongs to it: the host chooses the ids of users, and one may be the id of a token. */
const creatorKey = ({ kind, id }: ActorRef): string => `${kind}:${id}`;
