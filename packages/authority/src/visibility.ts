import { type Access, may } from './access.ts';
import { isId } from './inputs.ts';
import type { Settings } from './read-options.ts';
import type { TokenView } from './views.ts';

/** Who manages tokens may look at some; anybody in person may look at their own. */
export const canListTokens = (access: Access): boolean =>
  access.ref.kind === 'user' || may(access, 'manage_api_tokens');

/** Whether the actor sees all of the organization's service tokens. */
export const seesAllServiceTokens = (access: Access): boolean =>
  may(access, 'manage_api_tokens') && may(access, 'update_organization');

/**
 * Makes the test of which tokens an actor sees. A personal token: its owner. A service token, for
 * those who manage tokens: who may change the organization sees all, others what they created,
 * whether in person or with a personal token. The system sees all.
 */
export async function readVisibility(
  { store }: Settings,
  access: Access,
): Promise<(token: TokenView) => boolean> {
  const { organizationId, userId, ref } = access;
  if (ref.kind === 'system') return () => true;
  const owns = ({ ownerId }: TokenView) => ownerId !== null && ownerId === userId;
  if (!may(access, 'manage_api_tokens')) return owns;
  if (seesAllServiceTokens(access)) return (token) => token.kind === 'service' || owns(token);

  const creatorIds = new Set([ref.id]);
  if (userId !== null) {
    creatorIds.add(userId);
    for (const own of await store.listTokens({ organizationId, kind: 'personal', ownerId: userId })) {
      creatorIds.add(own.id);
    }
  }
  return (token) => (token.kind === 'service' ? creatorIds.has(token.createdBy.id) : owns(token));
}

/** The token of this id, where it is of the actor's organization and the actor sees it; `null` otherwise. */
export async function findVisibleToken(
  settings: Settings,
  access: Access,
  id: string,
): Promise<TokenView | null> {
  const token = isId(id) ? await settings.store.getToken(access.organizationId, id) : null;
  return token !== null && (await readVisibility(settings, access))(token) ? token : null;
}
