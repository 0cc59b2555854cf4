import type { Access } from '../../access/access.ts';
import { visibilityOf } from '../../access/visibility.ts';
import type { Settings } from '../../read-options.ts';
import type { StoredToken } from '../../store/views.ts';
import { isId } from '../read-input.ts';

/** A token, and the permissions with which the actor sees it. */
export interface VisibleToken {
  readonly token: StoredToken;
  readonly needs: readonly string[];
}

/** Finds a token of the actor's organization by its id; `null` if it does not exist or the actor does not see it. */
export async function findVisibleToken(
  settings: Settings,
  access: Access,
  id: string,
): Promise<VisibleToken | null> {
  const token = isId(id) ? await settings.store.getToken(access.organizationId, id) : null;
  if (token === null) return null;
  const needs = visibilityOf(settings, access).needsOf(token);
  return needs && { token, needs };
}
