import { isId } from './inputs.ts';
import type { Settings } from './read-options.ts';
import { may, type Standing } from './standing.ts';
import type { TokenView } from './views.ts';

/** Who manages tokens may look at some; anybody in person may look at their own. */
export const mayLook = (standing: Standing): boolean =>
  standing.ref.kind === 'user' || may(standing, 'manage_api_tokens');

/** Whether the actor sees all of the organization's service tokens. */
export const seesAllService = (standing: Standing): boolean =>
  may(standing, 'manage_api_tokens') && may(standing, 'update_organization');

/**
 * Makes the test of which tokens an actor sees. A personal token: its owner. A service token, for
 * those who manage tokens: who may change the organization sees all, others what they created,
 * whether in person or with a personal token. The system sees all.
 */
export async function readSight(
  { store }: Settings,
  standing: Standing,
): Promise<(token: TokenView) => boolean> {
  const { organizationId, userId, ref } = standing;
  if (ref.kind === 'system') return () => true;
  const owns = ({ ownerId }: TokenView) => ownerId !== null && ownerId === userId;
  if (!may(standing, 'manage_api_tokens')) return owns;
  if (seesAllService(standing)) return (token) => token.kind === 'service' || owns(token);

  const hands = new Set([ref.id]);
  if (userId !== null) {
    hands.add(userId);
    for (const own of await store.listTokens({ organizationId, kind: 'personal', ownerId: userId })) {
      hands.add(own.id);
    }
  }
  return (token) => (token.kind === 'service' ? hands.has(token.createdBy.id) : owns(token));
}

/** The token of this id, where it is of the actor's organization and the actor sees it; `null` otherwise. */
export async function findSeen(
  settings: Settings,
  standing: Standing,
  id: string,
): Promise<TokenView | null> {
  const token = isId(id) ? await settings.store.getToken(standing.organizationId, id) : null;
  return token !== null && (await readSight(settings, standing))(token) ? token : null;
}
